import type { ServerFigures } from '../../../protocol/redisInfo.ts';
import { readInfo } from '../../../protocol/redisInfo.ts';
import type { RedisServer } from '../../redisServer.ts';
import { loadShared } from './load.ts';

/** How often a server is asked, in ms. */
const EVERY_MS = 1000;

/** Taken before cells can replace them. */
const [start, stop] = [setTimeout, clearTimeout];

/** Tells what a server says of itself whenever that has changed, until it ends or is looked away from. */
export async function tellFigures(
  { url, ended }: RedisServer,
  tell: (figures: ServerFigures) => void,
): Promise<() => void> {
  const line = await loadShared().connectShared(url);
  let last: ServerFigures | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const say = (figures: ServerFigures | undefined): void => {
    if (!figures || JSON.stringify(figures) === JSON.stringify(last)) return;
    last = figures;
    tell(figures);
  };
  const look = async (): Promise<void> => {
    const figures = await line.command(['INFO']).then(
      (text) => readInfo(String(text)),
      () => last && { ...last, isAnswering: false },
    );
    if (isOver) return;
    say(figures);
    timer = start(() => void look(), EVERY_MS);
    timer.unref();
  };
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    stop(timer);
    void line.close();
  };
  void ended.then(() => {
    end();
    say(last && { ...last, isAnswering: false });
  });
  await look();
  return end;
}
