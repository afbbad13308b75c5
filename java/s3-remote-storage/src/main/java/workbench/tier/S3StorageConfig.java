package workbench.tier;

import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/** The plugin's settings; in server.properties each stands behind {@code rsm.config.}. */
final class S3StorageConfig extends AbstractConfig {
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define("s3.endpoint", Type.STRING, Importance.HIGH, "http://host:port of the object store.")
            .define("s3.bucket", Type.STRING, Importance.HIGH, "An existing bucket.")
            .define("s3.region", Type.STRING, "us-east-1", Importance.MEDIUM, "Part of every signature.")
            .define("s3.access.key.id", Type.STRING, Importance.HIGH, "Whose requests they are.")
            .define("s3.secret.access.key", Type.PASSWORD, Importance.HIGH, "What they are signed with.")
            .define("fetch.chunk.bytes", Type.INT, 4 * 1024 * 1024, Range.atLeast(1), Importance.MEDIUM,
                    "Most that one GET asks for: segments are read in ranges of this size, at multiples of it.")
            .define("fetch.chunks.kept", Type.INT, 16, Range.atLeast(1), Importance.MEDIUM,
                    "Ranges that a broker keeps in memory, those that were read last.");

    S3StorageConfig(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
    }

    URI endpoint() {
        return URI.create(getString("s3.endpoint"));
    }

    String bucket() {
        return getString("s3.bucket");
    }

    String region() {
        return getString("s3.region");
    }

    String accessKeyId() {
        return getString("s3.access.key.id");
    }

    String secretAccessKey() {
        return ((Password) get("s3.secret.access.key")).value();
    }

    int chunkBytes() {
        return getInt("fetch.chunk.bytes");
    }

    int chunksKept() {
        return getInt("fetch.chunks.kept");
    }
}
