package daybreak.jobs.nightly;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Spring Batch's own tables, in the database of the marts, and the running of jobs by them.
 *
 * @param connections a few that are kept: the repository asks for one at every change of a step's state, and logging in
 *     takes longer than what it then does
 */
record BatchRepository(JobRepository repository, PlatformTransactionManager transactions, HikariDataSource connections)
        implements AutoCloseable {

    /** Opens it, making the tables where there are none. */
    static BatchRepository open(DataSource database) {
        HikariConfig kept = new HikariConfig();
        kept.setDataSource(database);
        kept.setMinimumIdle(0);
        kept.setMaximumPoolSize(3);
        HikariDataSource dataSource = new HikariDataSource(kept);
        String there = new JdbcTemplate(dataSource)
                .queryForObject("SELECT to_regclass('batch_job_instance')::text", String.class);
        if (there == null) {
            new ResourceDatabasePopulator(new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"))
                    .execute(dataSource);
        }
        PlatformTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactions);
        factory.setDatabaseType("POSTGRES");
        try {
            factory.afterPropertiesSet();
            return new BatchRepository(factory.getObject(), transactions, dataSource);
        } catch (Exception e) {
            dataSource.close();
            throw new IllegalStateException("the job repository could not be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    /**
     * An execution whose end could not be recorded, because the database was away just then, stands as unknown, and would
     * bar the way for good. It is taken as failed: whatever it left is done anew, and nothing of it was visible.
     */
    private void endUnknown(Job job, JobParameters parameters) {
        JobExecution last = repository.getLastJobExecution(job.getName(), parameters);
        if (last == null) {
            return;
        }
        for (StepExecution step : last.getStepExecutions()) {
            if (step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            repository.update(last);
        }
    }

    /**
     * Runs a job to its end. An execution that a killed process left as started is recovered first; the caller holds the
     * brokerage's lock, so nobody else is running it.
     */
    JobExecution run(Job job, JobParameters parameters) {
        try {
            TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
            operator.setJobRepository(repository);
            operator.setTaskExecutor(new SyncTaskExecutor());
            MapJobRegistry registry = new MapJobRegistry();
            registry.register(job);
            operator.setJobRegistry(registry);
            operator.afterPropertiesSet();
            Set<JobExecution> running = repository.findRunningJobExecutions(job.getName());
            for (JobExecution execution : running) {
                operator.recover(execution);
            }
            endUnknown(job, parameters);
            return operator.start(job, parameters);
        } catch (Exception e) {
            throw new IllegalStateException("the job could not be run: " + e.getMessage(), e);
        }
    }
}
