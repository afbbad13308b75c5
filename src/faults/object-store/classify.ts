import type { ObjectOperation } from '../../scenarios/fault-kinds.ts';

export type StoreOperation = ObjectOperation | 'other';

/** What a request asks of an object store, by S3's interface. */
export interface StoreRequest {
  readonly operation: StoreOperation;
  /** Empty where the request is about no bucket, or about no object in it. */
  readonly bucket: string;
  readonly key: string;
}

/** Query parameters that make a GET of a bucket a listing; without any it is one, too. */
const LISTINGS = ['list-type', 'versions', 'prefix', 'delimiter', 'marker', 'start-after', 'max-keys'];
/** Parameters that only shape an answer, or sign: a GET of an object with these is still one of its bytes. */
const HARMLESS = /^(x-id|partNumber|versionId|response-[a-z-]+|X-Amz-[A-Za-z-]+|x-amz-[a-z-]+)$/;

/**
 * `url` is the request's path with its query, still encoded; `hostBucket` the bucket that its Host names, or null
 * where buckets stand in the path.
 */
export function classify(method: string, url: string, hostBucket: string | null): StoreRequest {
  const [path = '', query = ''] = splitOnce(url, '?');
  const inBucket = path.replace(/^\/+/, '');
  const [bucket = '', key = ''] = hostBucket === null ? splitOnce(inBucket, '/') : [hostBucket, inBucket];
  const parameters = new URLSearchParams(query);
  return { operation: operationOf(method, decoded(key), parameters), bucket: decoded(bucket), key: decoded(key) };
}

function operationOf(method: string, key: string, query: URLSearchParams): StoreOperation {
  if (query.has('uploadId') || query.has('uploads')) return 'multipart';
  switch (method) {
    case 'HEAD':
      return 'head';
    case 'DELETE':
      return key !== '' && !isSubresource(query) ? 'delete' : 'other';
    case 'POST':
      return query.has('delete') ? 'delete' : 'other';
    case 'PUT':
      return key !== '' && !isSubresource(query) ? 'put' : 'other';
    case 'GET':
      if (key !== '') return isSubresource(query) ? 'other' : 'get';
      return LISTINGS.some((name) => query.has(name)) || !isSubresource(query) ? 'list' : 'other';
    default:
      return 'other';
  }
}

/** `?acl`, `?tagging`, `?location` and the like: about the object or bucket, not its content. */
const isSubresource = (query: URLSearchParams): boolean => [...query.keys()].some((name) => !HARMLESS.test(name));

/** The bucket in `bucket.store.example:9000`, where one of the `stores` is reached as `store.example`; else null. */
export function bucketOfHost(host: string, stores: readonly string[]): string | null {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const store = stores.find((store) => name.endsWith(`.${store.toLowerCase()}`));
  return store === undefined ? null : name.slice(0, -store.length - 1);
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** As it stands where it is no valid encoding: the store will say so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
