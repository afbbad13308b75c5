import { api } from '../api.ts';
import { int16, int32, int64, string, tagged } from '../fields.ts';
import { array } from '../structs.ts';

export const apiVersions = api({
  key: 18,
  name: 'ApiVersions',
  versions: [0, 4],
  flexibleFrom: 3,
  request: {
    clientSoftwareName: string('3+'),
    clientSoftwareVersion: string('3+'),
  },
  response: {
    errorCode: int16(),
    apiKeys: array({
      apiKey: int16(),
      minVersion: int16(),
      maxVersion: int16(),
    }),
    throttleTimeMs: int32('1+'),
    supportedFeatures: tagged(
      array(
        {
          name: string('3+'),
          minVersion: int16('3+'),
          maxVersion: int16('3+'),
        },
        '3+',
      ),
      0,
    ),
    finalizedFeaturesEpoch: tagged(int64('3+', -1), 1),
    finalizedFeatures: tagged(
      array(
        {
          name: string('3+'),
          maxVersionLevel: int16('3+'),
          minVersionLevel: int16('3+'),
        },
        '3+',
      ),
      2,
    ),
  },
});
