import { describe, expect, it } from 'vitest';
import { REDACTED, redactedConfig } from '../../../src/inventory/connect/redact.ts';

const shown = (config: Record<string, string>, definitions: Record<string, string> | null = null) =>
  redactedConfig(config, definitions === null ? null : new Map(Object.entries(definitions)));

const CANARY = 'hunter2canary';

describe('the config of a connector', () => {
  it.each([
    'password',
    'connection.password',
    'database.passwd',
    'db.pwd',
    'aws.secret.access.key',
    'aws.access.key.id',
    'azure.storage.account.key',
    'api.key',
    'apikey',
    'snowflake.private.key',
    'snowflake.private.key.passphrase',
    'oauth.client.secret',
    'github.access.token',
    'basic.auth.user.info',
    'value.converter.basic.auth.user.info',
    'sasl.jaas.config',
    'producer.override.sasl.jaas.config',
    'consumer.override.ssl.keystore.key',
    'ssl.key.password',
    'confluent.license',
    'http.headers.authorization.token',
    'gcs.credentials.json',
    'connection.string',
    'key',
    'db.pw',
    'dbPw',
    'dbpass',
    'http.headers.authorization',
    'encryption.key',
    'transforms.encrypt.secretKey',
    'MY_SECRET',
  ])('hides %s by its name', (name) => {
    expect(shown({ [name]: CANARY })).toEqual({ [name]: REDACTED });
  });

  it.each([
    ['mongodb://user:hunter2@host:27017/db', 'mongodb://[redacted]@host:27017/db'],
    ['https://token@host/path', 'https://[redacted]@host/path'],
    ['http://user:hunter/2@host/path', REDACTED],
    ['http://user:hunter2@2@host/path@x', REDACTED],
    ['jdbc:oracle:thin:scott/hunter2@//host:1521/x', REDACTED],
    ['jdbc:sqlserver://host;user=sa;password=hunter2', REDACTED],
    ['jdbc:mysql://host/db?user=sa&password=hunter2', REDACTED],
    ['jdbc:postgresql://host/db?sslpassword=hunter2', REDACTED],
    ['Endpoint=sb://x.example/;SharedAccessKeyName=a;SharedAccessKey=hunter2', REDACTED],
    ['DefaultEndpointsProtocol=https;AccountName=a;AccountKey=hunter2==', REDACTED],
    ['{"user":"sa","password":"hunter2"}', REDACTED],
    ['org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="hunter2";', REDACTED],
    ['com.example.Module required user="a" hunter="2";', REDACTED],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U', REDACTED],
    ['-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----', REDACTED],
    ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', REDACTED],
    ['AKIAIOSFODNN7EXAMPLE', REDACTED],
    ['ghp_abcdefghijklmnopqrst', REDACTED],
    ['d41d8cd98f00b204e9800998ecf8427e', REDACTED],
    ['abcdefabcdefabcdefabcdefabcdefab', REDACTED],
    ['123e4567-e89b-12d3-a456-426614174000', REDACTED],
    ['aGVsbG8gd29ybGQgdGhpcyBpcyBiYXNlNjQ=', REDACTED],
    ['k3j4h5k3j4h5k3j4h5k3j4h5k3j4h5', REDACTED],
    ['Authorization: Bearer hunter2hunter2', REDACTED],
    ['https://hooks.example/services/T0000/B0000/XyZ12abcdefghijklmnopqrs', REDACTED],
    ['user=admin;pass=geheim', REDACTED],
    ['user=admin;pw=geheim', REDACTED],
    ['--user admin --pass geheim1', REDACTED],
    ['--user admin --pw geheim1', REDACTED],
    ['-u admin -p geheim1', REDACTED],
    ['admin:geheim1', REDACTED],
    ['scott:tiger', REDACTED],
    ['Authorization: Basic abcd', REDACTED],
    ['X-Trace: 1,Authorization:abcd', REDACTED],
    ['one.example:9092,admin:geheim', REDACTED],
  ])('hides what looks like a secret in a text that may be shown: %s', (value, expected) => {
    expect(shown({ 'some.setting': value }, { 'some.setting': 'STRING' })).toEqual({ 'some.setting': expected });
  });

  it.each([
    'geheim',
    'a b c',
    'admin:geheim1',
    'https://host.example/x',
    'me@shop.example',
    '/etc/x',
    'geheim.com',
    'Geheim',
  ])('hides %s where Connect does not tell what the setting is and its name is no known one', (value) => {
    expect(shown({ opt: value })).toEqual({ opt: REDACTED });
  });

  it.each(['3', '-1', '0.5', 'true', '', 'org.example.smt.Route$Value'])(
    'shows %s under any harmless name: a number, a switch and a class are no secrets',
    (value) => {
      expect(shown({ opt: value })).toEqual({ opt: value });
      expect(shown({ 'db.pw': '1234' })).toEqual({ 'db.pw': REDACTED });
    },
  );

  it.each([
    ['bootstrap.servers', 'one.example:9092,[::1]:9092'],
    ['renames', 'id:order_id,total:order_total'],
    ['format', 'yyyy-MM-dd HH:mm:ss'],
    ['connector.class', 'org.apache.kafka.connect.file.FileStreamSourceConnector'],
    ['key.converter', 'org.apache.kafka.connect.storage.StringConverter'],
    ['key.converter.schemas.enable', 'false'],
    ['message.key', 'id'],
    ['tasks.max', '3'],
    ['topics', 'orders,payments-v2,Prod_Eu-West-1_orders'],
    ['topics.regex', 'orders-[a-z0-9]+\\.v1'],
    ['file', '/var/lib/data/input.txt'],
    ['connection.url', 'jdbc:postgresql://db.internal.example:5432/shop'],
    ['transforms.route.regex', '(.*)-raw'],
    ['query', 'select id, total from orders where id > 5'],
    ['ssl.truststore.location', '/etc/kafka/truststore.p12'],
    ['sasl.mechanism', 'SCRAM-SHA-512'],
    ['security.protocol', 'SASL_SSL'],
    ['owner', 'me@shop.example'],
    ['token.refresh', 'true'],
  ])('shows %s where it is a text', (name, value) => {
    expect(shown({ [name]: value }, { [name]: 'STRING' })).toEqual({ [name]: value });
  });

  it.each([
    ['connector.class', 'FileStreamSource'],
    ['key.converter', 'org.apache.kafka.connect.storage.StringConverter'],
    ['key.converter.schemas.enable', 'false'],
    ['message.key', 'id'],
    ['tasks.max', '3'],
    ['topics', 'orders,payments-v2,Prod_Eu-West-1_orders'],
    ['topics.regex', 'orders-[a-z0-9]+\\.v1'],
    ['errors.deadletterqueue.topic.name', 'dead'],
    ['sasl.mechanism', 'SCRAM-SHA-512'],
    ['security.protocol', 'SASL_SSL'],
    ['producer.override.compression.type', 'zstd'],
  ])('shows %s, which every connector has, whatever Connect tells', (name, value) => {
    expect(shown({ [name]: value })).toEqual({ [name]: value });
  });

  it.each([
    `\${file:/opt/secrets.properties:password}`,
    `\${env:DB_PASSWORD}`,
    `\${secretManager:prod/db:password}`,
    `\${vault:a:user}:\${vault:a:password}`,
  ])('keeps the reference %s, which is no secret itself', (value) => {
    expect(shown({ 'database.password': value }, { 'database.password': 'PASSWORD' })).toEqual({
      'database.password': value,
    });
  });

  it.each([`user \${file:/a:b} hunter2`, `hunter2\${env:X}`, `\${env:X}hunter2`])(
    'hides a value that is more than references: %s',
    (value) => {
      expect(shown({ 'database.password': value })).toEqual({ 'database.password': REDACTED });
    },
  );

  it('hides what Connect itself says is a password, whatever it is called', () => {
    expect(shown({ 'innocent.name': CANARY }, { 'innocent.name': 'PASSWORD' })).toEqual({ 'innocent.name': REDACTED });
  });

  it('hides what Connect does not know where it knows the others', () => {
    const config = { file: '/a', note: CANARY, 'errors.tolerance': 'all', 'transforms.a.type': 'org.example.A' };
    expect(shown(config, { file: 'STRING' })).toEqual({ ...config, note: REDACTED });
  });

  it('shows a number that Connect says is one, and hides it where only the name is known', () => {
    expect(shown({ 'max.tokens': '500' }, { 'max.tokens': 'INT' })).toEqual({ 'max.tokens': '500' });
    expect(shown({ 'max.tokens': '500' })).toEqual({ 'max.tokens': REDACTED });
    expect(shown({ 'a.password': CANARY }, { 'a.password': 'STRING' })).toEqual({ 'a.password': REDACTED });
  });
});
