package dev.darkroom.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of the house, read from the class files of every module. */
final class HouseRulesTest {
    /** Each module's root package. */
    private static final Map<String, String> MODULES = new TreeMap<>(Map.of(
            "bench", "bench",
            "core", "core",
            "imaging", "imaging",
            "stores", "stores",
            "web", "web",
            "ingest-api", "ingest",
            "serving", "serving",
            "flink-jobs", "flink",
            "spark-jobs", "spark",
            "local-stack", "local"));

    private static JavaClasses all;

    @BeforeAll
    static void read() throws StackException {
        Path home = Home.find();
        List<Path> folders = MODULES.keySet().stream()
                .map(module -> home.resolve(module).resolve("target/classes"))
                .toList();
        assertThat(folders).allMatch(Files::isDirectory);
        all = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void everyModuleWasRead() {
        assertThat(MODULES.values())
                .allSatisfy(module -> assertThat(all)
                        .as(module)
                        .anyMatch(type -> type.getPackageName().startsWith(root(module))));
    }

    @ParameterizedTest
    @CsvSource({
        "core, ''",
        "imaging, core",
        "bench, core imaging stores",
        "stores, core",
        "web, core",
        "ingest, core imaging stores web",
        "serving, core stores web",
        "flink, core imaging stores",
        "spark, core imaging stores",
        "local, core stores"
    })
    void arrowsPointDown(String module, String allowed) {
        List<String> below = List.of(allowed.split(" "));
        String[] forbidden = MODULES.values().stream()
                .filter(other -> !other.equals(module) && !below.contains(other))
                .map(HouseRulesTest::tree)
                .toArray(String[]::new);

        check(noClasses()
                .that()
                .resideInAPackage(tree(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    @Test
    void coreKnowsNoEngineNoVendorAndNoWire() {
        check(noClasses()
                .that()
                .resideInAPackage(tree("core"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.spark..",
                        "org.apache.flink..",
                        "org.apache.kafka..",
                        "org.apache.hadoop..",
                        "software.amazon..",
                        "com.google.cloud..",
                        "co.elastic..",
                        "redis..",
                        "io.javalin..",
                        "java.net.http..",
                        "java.sql..",
                        "com.sun.jna.."));
    }

    @Test
    void storesAreReachedThroughTheirPortsOnly() {
        check(noClasses()
                .that()
                .resideInAnyPackage(tree("ingest"), tree("serving"), tree("flink"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..", "com.google.cloud..", "co.elastic..", "redis..", "java.sql.."));
    }

    @Test
    void modulesAndPackagesHaveNoCycles() {
        slices().matching("dev.darkroom.(*)..").should().beFreeOfCycles().check(all);
        for (String module : MODULES.values()) {
            slices().matching(root(module) + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(all);
        }
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common)(\\$.*)?"));
        check(noClasses().should().resideInAnyPackage("..util..", "..helper..", "..impl..", "..common.."));
    }

    @Test
    void onlyProgramsEndTheProcess() {
        Set<String> programs = Set.of("Main", "Job", "Foreground");
        check(noClasses()
                .that(new DescribedPredicate<JavaClass>("are no programs") {
                    @Override
                    public boolean test(JavaClass type) {
                        return programs.stream().noneMatch(type.getSimpleName()::endsWith);
                    }
                })
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void nobodyPrintsAStackTrace() {
        check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void concreteClassesAreFinal() {
        check(classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                // A sealed family of exceptions says itself who may extend it.
                .haveSimpleNameNotEndingWith("Exception")
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL));
    }

    private static void check(ArchRule rule) {
        rule.check(all);
    }

    private static String root(String module) {
        return "dev.darkroom." + module;
    }

    private static String tree(String module) {
        return root(module) + "..";
    }
}
