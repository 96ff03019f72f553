// The page of bench/client-cog.ts loads it, so that types and bundles of the app know nothing of it.
import { cogProtocol } from '@geomatico/maplibre-cog-protocol';

window.referenceCog = cogProtocol;
