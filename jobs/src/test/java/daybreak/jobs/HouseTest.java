package daybreak.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.util.Set;

/** The rooms of the house, and which may know which. */
@AnalyzeClasses(packages = "daybreak", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    private static final Set<String> WRITING = Set.of(
            "execute", "executeUpdate", "executeLargeUpdate", "executeBatch", "addBatch", "getCopyAPI", "copyIn");

    @ArchTest
    static final ArchRule THE_DIRECTION_OF_THE_ROOMS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy("daybreak.schemas..")
            .layer("sample")
            .definedBy("daybreak.sample..")
            .layer("reports")
            .definedBy("daybreak.reports..")
            .layer("jobs")
            .definedBy("daybreak.jobs..")
            .whereLayer("schemas")
            .mayOnlyBeAccessedByLayers("sample", "reports", "jobs")
            .whereLayer("sample")
            .mayOnlyBeAccessedByLayers("jobs")
            .whereLayer("reports")
            .mayOnlyBeAccessedByLayers("jobs")
            .whereLayer("jobs")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule REPORTS_KNOW_NEITHER_SPARK_NOR_SPRING = noClasses()
            .that()
            .resideInAPackage("daybreak.reports..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.springframework..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule SCHEMAS_AND_SAMPLE_KNOW_NO_ENGINE = noClasses()
            .that()
            .resideInAnyPackage("daybreak.schemas..", "daybreak.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.springframework..", "java.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule STATISTICS_ARE_PURE_FUNCTIONS = classes()
            .that()
            .resideInAPackage("daybreak.jobs.statistics..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.math..",
                            "org.jspecify..",
                            "org.apache.commons.math3..",
                            "daybreak.jobs.statistics..")
                    .or(type(Serializable.class)));

    @ArchTest
    static final ArchRule THE_CATALOG_ALONE_WRITES_TO_THE_DATABASE = noClasses()
            .that()
            .resideInAPackage("daybreak..")
            .and()
            .resideOutsideOfPackage("daybreak.jobs.catalog..")
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("something is written by JDBC") {
                @Override
                public boolean test(JavaMethodCall call) {
                    String owner = call.getTargetOwner().getPackageName();
                    return (owner.equals("java.sql") || owner.startsWith("org.postgresql"))
                            && WRITING.contains(call.getName());
                }
            });

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("daybreak.jobs.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("daybreak.jobs.cli..");

    @ArchTest
    static final ArchRule THE_VAULT_IS_KNOWN_TO_NO_COMPUTATION = noClasses()
            .that()
            .resideInAnyPackage(
                    "daybreak.jobs.subject..",
                    "daybreak.jobs.metric..",
                    "daybreak.jobs.alert..",
                    "daybreak.jobs.statistics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("daybreak.jobs.vault..");
}
