// A process that starts a server and is then ended by the test.
import type { Found } from '../../../../src/kernel/node/redis/find.ts';
import { startServer } from '../../../../src/kernel/node/redis/start.ts';

void startServer(JSON.parse(process.argv[2] ?? '{}') as Found).then(({ hands, url }) =>
  process.send?.({ pid: hands?.pid, url }),
);
setInterval(() => undefined, 1000);
