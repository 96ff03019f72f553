// npm run check: what is fast. Format, lint, arrows, types, unit tests, dead code.
import { ensureInstalled } from './install.mjs';
import { check, finish } from './steps.mjs';

await ensureInstalled();
finish(await check());
