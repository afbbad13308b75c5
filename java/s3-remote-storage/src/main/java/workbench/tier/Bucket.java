package workbench.tier;

import java.net.URI;
import java.util.List;
import org.apache.kafka.server.log.remote.storage.RemoteResourceNotFoundException;
import org.apache.kafka.server.log.remote.storage.RemoteStorageException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket, with the object store's complaints in the words that Kafka's remote storage knows. */
final class Bucket implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    /** More than the broker's threads that copy and read at the same time. */
    private static final int CONNECTIONS = 64;

    private final S3Client client;
    private final String name;

    Bucket(S3StorageConfig config) {
        name = config.bucket();
        client = client(config.endpoint(), config);
    }

    private static S3Client client(URI endpoint, S3StorageConfig config) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.of(config.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(config.accessKeyId(), config.secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(CONNECTIONS))
                // Checksums in trailers are newer than many stores that speak S3; the signature covers the body.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                .build();
    }

    void put(String key, RequestBody body) throws RemoteStorageException {
        asking("write", key, () -> client.putObject(request -> request.bucket(name).key(key), body));
    }

    /** All of an object. */
    byte[] get(String key) throws RemoteStorageException {
        return asking("read", key, () ->
                client.getObjectAsBytes(request -> request.bucket(name).key(key)).asByteArrayUnsafe());
    }

    /** Bytes [first, last] of an object, or as many of them as there are. */
    byte[] get(String key, long first, long last) throws RemoteStorageException {
        ResponseBytes<GetObjectResponse> bytes = asking("read", key, () -> client.getObjectAsBytes(
                request -> request.bucket(name).key(key).range("bytes=" + first + "-" + last)));
        return bytes.asByteArrayUnsafe();
    }

    /** Objects that are not there count as deleted. */
    void delete(List<String> keys) throws RemoteStorageException {
        List<ObjectIdentifier> objects =
                keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        String first = keys.get(0);
        var answer = asking("delete", first, () ->
                client.deleteObjects(request -> request.bucket(name).delete(those -> those.objects(objects).quiet(true))));
        if (answer.hasErrors()) {
            var error = answer.errors().get(0);
            throw new RemoteStorageException("Could not delete " + error.key() + ": " + error.message());
        }
    }

    private <T> T asking(String what, String key, Request<T> request) throws RemoteStorageException {
        String complaint = "Could not " + what + " " + key + " in bucket " + name;
        try {
            return request.send();
        } catch (S3Exception error) {
            if (error.statusCode() == NOT_FOUND) throw new RemoteResourceNotFoundException(complaint, error);
            throw new RemoteStorageException(complaint, error);
        } catch (SdkException error) {
            throw new RemoteStorageException(complaint, error);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private interface Request<T> {
        T send();
    }
}
