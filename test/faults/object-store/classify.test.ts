import { describe, expect, it } from 'vitest';
import { bucketOfHost, classify } from '../../../src/faults/object-store/classify.ts';

describe('classify', () => {
  // The requests of S3's interface as its reference gives their syntax, in path style.
  it.each([
    ['GET', '/tier/segments/a/log', 'get'],
    ['GET', '/tier/segments/a/log?versionId=3', 'get'],
    ['GET', '/tier/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00', 'get'],
    ['GET', '/tier/a?tagging', 'other'],
    ['GET', '/tier/a?uploadId=u', 'multipart'],
    ['GET', '/', 'list'],
    ['GET', '/tier', 'list'],
    ['GET', '/tier/', 'list'],
    ['GET', '/tier?list-type=2&prefix=segments%2F', 'list'],
    ['GET', '/tier?versions', 'list'],
    ['GET', '/tier?uploads', 'multipart'],
    ['GET', '/tier?location', 'other'],
    ['HEAD', '/tier/a', 'head'],
    ['HEAD', '/tier', 'head'],
    ['PUT', '/tier/a', 'put'],
    ['PUT', '/tier/a?x-id=PutObject', 'put'],
    ['PUT', '/tier/a?acl', 'other'],
    ['PUT', '/tier', 'other'],
    ['PUT', '/tier/a?partNumber=1&uploadId=u', 'multipart'],
    ['POST', '/tier/a?uploads', 'multipart'],
    ['POST', '/tier/a?uploadId=u', 'multipart'],
    ['POST', '/tier?delete', 'delete'],
    ['DELETE', '/tier/a', 'delete'],
    ['DELETE', '/tier/a?uploadId=u', 'multipart'],
    ['DELETE', '/tier', 'other'],
    ['OPTIONS', '/tier/a', 'other'],
  ])('takes %s %s for %s', (method, url, operation) => {
    expect(classify(method, url, null).operation).toBe(operation);
  });

  it('decodes bucket and key, and leaves what is no encoding as it stands', () => {
    expect(classify('GET', '/tier/segments/t%20x-1/0/log?x-id=GetObject', null)).toMatchObject({
      bucket: 'tier',
      key: 'segments/t x-1/0/log',
    });
    expect(classify('GET', '/tier/100%', null).key).toBe('100%');
  });

  it('finds the whole path to be the key where the host names the bucket', () => {
    expect(classify('GET', '/segments/log', 'tier')).toEqual({ operation: 'get', bucket: 'tier', key: 'segments/log' });
    expect(classify('GET', '/', 'tier')).toEqual({ operation: 'list', bucket: 'tier', key: '' });
  });
});

describe('bucketOfHost', () => {
  it.each([
    ['127.0.0.1:9000', null],
    ['s3.eu-west-1.amazonaws.com', null],
    ['tier.s3.eu-west-1.amazonaws.com', 'tier'],
    ['my.tier.localhost:9000', 'my.tier'],
    ['', null],
  ])('finds in %s the bucket %s', (host, bucket) => {
    expect(bucketOfHost(host, ['s3.eu-west-1.amazonaws.com', '127.0.0.1', 'localhost'])).toBe(bucket);
  });
});
