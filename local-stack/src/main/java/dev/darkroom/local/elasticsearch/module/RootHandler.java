package dev.darkroom.local.elasticsearch.module;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.elasticsearch.Build;
import org.elasticsearch.action.admin.cluster.state.ClusterStateResponse;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestResponseListener;
import org.elasticsearch.xcontent.XContentBuilder;

/** {@code GET /}: name and version of the server, which clients ask for before anything else. */
final class RootHandler extends BaseRestHandler {
    private static final TimeValue STATE_LIMIT = TimeValue.timeValueSeconds(30);

    private final Supplier<DiscoveryNodes> nodes;

    RootHandler(Supplier<DiscoveryNodes> nodes) {
        this.nodes = nodes;
    }

    @Override
    public String getName() {
        return "photos_local_root";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> client.admin()
                .cluster()
                .prepareState(STATE_LIMIT)
                .clear()
                .setMetadata(true)
                .execute(new RestResponseListener<>(channel) {
                    @Override
                    public RestResponse buildResponse(ClusterStateResponse state) throws IOException {
                        return new RestResponse(RestStatus.OK, describe(channel, state));
                    }
                });
    }

    private XContentBuilder describe(RestChannel channel, ClusterStateResponse response) throws IOException {
        Build build = Build.current();
        return channel.newBuilder()
                .startObject()
                .field("name", nodes.get().getLocalNode().getName())
                .field("cluster_name", response.getClusterName().value())
                .field("cluster_uuid", response.getState().metadata().clusterUUID())
                .startObject("version")
                .field("number", build.qualifiedVersion())
                .field("build_flavor", build.flavor())
                .field("build_type", build.type().displayName())
                .field("build_hash", build.hash())
                .field("build_date", build.date())
                .field("build_snapshot", build.isSnapshot())
                .field("lucene_version", IndexVersion.current().luceneVersion().toString())
                .field("minimum_wire_compatibility_version", build.minWireCompatVersion())
                .field("minimum_index_compatibility_version", build.minIndexCompatVersion())
                .endObject()
                .field("tagline", "You Know, for Search")
                .endObject();
    }
}
