import { api } from '../api.ts';
import { int16, int32, int64, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const listTransactions = api({
  key: 66,
  name: 'ListTransactions',
  versions: [0, 2],
  flexibleFrom: 0,
  request: {
    stateFilters: array(string()),
    producerIdFilters: array(int64()),
    durationFilter: int64('1+', -1),
    transactionalIdPattern: nullable(string('2+'), '2+'),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    unknownStateFilters: array(string()),
    transactionStates: array({
      transactionalId: string(),
      producerId: int64(),
      transactionState: string(),
    }),
  },
});
