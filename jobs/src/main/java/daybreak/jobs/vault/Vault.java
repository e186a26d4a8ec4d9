package daybreak.jobs.vault;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The encrypted side of the warehouse: Parquet modular encryption, AES-GCM, footer included, one data key a file. The
 * wrapped keys lie beside the files ({@code _KEY_MATERIAL_FOR_*}), not in them, so that the master key can be rotated.
 *
 * @param keys with the master key
 */
public record Vault(KeyFile keys) {

    private static final Map<String, String> ALWAYS = Map.of(
            "parquet.crypto.factory.class", "org.apache.parquet.crypto.keytools.PropertiesDrivenCryptoFactory",
            "parquet.encryption.kms.client.class", KeyFileClient.class.getName(),
            "parquet.encryption.key.material.store.internally", "false",
            "parquet.encryption.algorithm", "AES_GCM_V1",
            "parquet.encryption.uniform.key", KeyFile.VAULT);

    /** Settings under which parquet-java encrypts what it writes and decrypts what it reads. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(ALWAYS);
        String file = keys.path().toAbsolutePath().toString();
        settings.put("parquet.encryption.kms.instance.id", file);
        // No secret: parquet-java caches wrapped keys by token and name of the master key alone, and so would use the
        // keys of
        // one key file for another in the same process.
        settings.put("parquet.encryption.key.access.token", file);
        return settings;
    }

    /** The rows of encrypted folders. Nothing but showing them to a role that may see them has a reason to call this. */
    public Dataset<Row> read(SparkSession spark, String... folders) {
        return spark.read().options(settings()).parquet(folders);
    }
}
