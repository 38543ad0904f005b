package dev.darkroom.local.spanner;

import com.google.longrunning.Operation;
import com.google.spanner.admin.instance.v1.CreateInstanceMetadata;
import com.google.spanner.admin.instance.v1.CreateInstanceRequest;
import com.google.spanner.admin.instance.v1.GetInstanceConfigRequest;
import com.google.spanner.admin.instance.v1.GetInstanceRequest;
import com.google.spanner.admin.instance.v1.Instance;
import com.google.spanner.admin.instance.v1.InstanceAdminGrpc;
import com.google.spanner.admin.instance.v1.InstanceConfig;
import com.google.spanner.admin.instance.v1.ListInstanceConfigsRequest;
import com.google.spanner.admin.instance.v1.ListInstanceConfigsResponse;
import com.google.spanner.admin.instance.v1.ListInstancesRequest;
import com.google.spanner.admin.instance.v1.ListInstancesResponse;
import io.grpc.stub.StreamObserver;

/** The administration of instances: every instance one asks for exists, and is this machine. */
final class InstanceAdminService extends InstanceAdminGrpc.InstanceAdminImplBase {
    private static final String CONFIG = "/instanceConfigs/local";

    @Override
    public void getInstance(GetInstanceRequest request, StreamObserver<Instance> observer) {
        Answers.unary(observer, () -> describe(request.getName()));
    }

    @Override
    public void listInstances(ListInstancesRequest request, StreamObserver<ListInstancesResponse> observer) {
        Answers.unary(
                observer,
                () -> ListInstancesResponse.newBuilder()
                        .addInstances(describe(request.getParent() + "/instances/local"))
                        .build());
    }

    @Override
    public void createInstance(CreateInstanceRequest request, StreamObserver<Operation> observer) {
        Answers.unary(observer, () -> {
            Instance instance = describe(request.getParent() + "/instances/" + request.getInstanceId());
            return Answers.done(
                    instance.getName(),
                    "",
                    CreateInstanceMetadata.newBuilder().setInstance(instance).build(),
                    instance);
        });
    }

    @Override
    public void listInstanceConfigs(
            ListInstanceConfigsRequest request, StreamObserver<ListInstanceConfigsResponse> observer) {
        Answers.unary(
                observer,
                () -> ListInstanceConfigsResponse.newBuilder()
                        .addInstanceConfigs(config(request.getParent() + CONFIG))
                        .build());
    }

    @Override
    public void getInstanceConfig(GetInstanceConfigRequest request, StreamObserver<InstanceConfig> observer) {
        Answers.unary(observer, () -> config(request.getName()));
    }

    private static InstanceConfig config(String name) {
        return InstanceConfig.newBuilder()
                .setName(name)
                .setDisplayName("this machine")
                .build();
    }

    private static Instance describe(String name) {
        int end = name.indexOf("/instances/");
        if (end < 0) {
            throw Refused.invalid("Not the name of an instance: " + name);
        }
        return Instance.newBuilder()
                .setName(name)
                .setDisplayName("local")
                .setConfig(name.substring(0, end) + CONFIG)
                .setNodeCount(1)
                .setState(Instance.State.READY)
                .build();
    }
}
