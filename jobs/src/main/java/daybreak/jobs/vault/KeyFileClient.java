package daybreak.jobs.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.crypto.KeyAccessDeniedException;
import org.apache.parquet.crypto.keytools.KeyToolkit;
import org.apache.parquet.crypto.keytools.KmsClient;
import org.jspecify.annotations.Nullable;

/** Wraps the keys of Parquet files with the master key in the brokerage's key file, whose path is the instance's id. */
public final class KeyFileClient implements KmsClient {

    private @Nullable KeyFile file;

    @Override
    public void initialize(Configuration configuration, String instance, String address, String token) {
        file = new KeyFile(Path.of(instance));
    }

    @Override
    public String wrapKey(byte[] key, String master) {
        return KeyToolkit.encryptKeyLocally(key, masterKey(master), master.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] unwrapKey(String wrapped, String master) {
        return KeyToolkit.decryptKeyLocally(wrapped, masterKey(master), master.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] masterKey(String name) {
        if (file == null) {
            throw new KeyAccessDeniedException("The key file was not opened.");
        }
        return file.key(name);
    }
}
