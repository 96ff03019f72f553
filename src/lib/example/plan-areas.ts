import type { Polygon, Ring } from '#core/geometry/types.ts';
import type { ExampleLayer, Words } from './plan-types.ts';
import { smoothRing } from './smooth-ring.ts';

// Invented for this app: banks, parks and routes that could lie in the North Sea and do not.

const STATUS: Words = { en: 'Status', sv: 'Läge' };
const PROPOSED: Words = { en: 'Proposed', sv: 'Föreslagen' };
const PERMITTED: Words = { en: 'Permitted', sv: 'Har tillstånd' };
const IN_USE: Words = { en: 'In operation', sv: 'I drift' };
const POWER: Words = { en: 'Capacity (MW)', sv: 'Effekt (MW)' };
const DEPTH: Words = { en: 'Mean depth (m)', sv: 'Medeldjup (m)' };
const SINCE: Words = { en: 'Since', sv: 'Sedan' };
const BOTTOM_TRAWLING: Words = { en: 'Bottom trawling allowed', sv: 'Bottentrålning tillåten' };
const SPECIES: Words = { en: 'Protected for', sv: 'Skyddas för' };
const GEAR: Words = { en: 'Gear', sv: 'Redskap' };
const SEASON: Words = { en: 'Season', sv: 'Säsong' };

function area(ring: Ring): Polygon {
	return { type: 'Polygon', coordinates: [ring] };
}

/** Straight edges: what people decide. */
function block(...corners: readonly (readonly [number, number])[]): Polygon {
	const first = corners[0];
	return area(first ? [...corners, first] : corners);
}

export const WIND: ExampleLayer = {
	name: { en: 'Wind areas', sv: 'Vindkraftsområden' },
	about: {
		en: 'Where wind power stands, may be built, or is proposed.',
		sv: 'Där vindkraft står, får byggas eller föreslås.'
	},
	style: { stroke: '#2f55b8', strokeWidth: 2, fill: '#4f7be0', fillOpacity: 0.32 },
	features: [
		{
			name: 'Nordlys A',
			about: {
				en: 'First stage, 54 turbines. Shares its landing point with Nordlys B.',
				sv: 'Första etappen, 54 verk. Delar landfäste med Nordlys B.'
			},
			properties: [
				[STATUS, IN_USE],
				[POWER, 810],
				[DEPTH, 34],
				[SINCE, '2021-09-14']
			],
			geometry: block(
				[6.36, 55.76],
				[6.7, 55.94],
				[7.02, 55.9],
				[7.06, 55.68],
				[6.86, 55.52],
				[6.5, 55.46]
			)
		},
		{
			name: 'Nordlys B',
			about: {
				en: 'Permitted with a corridor of 4 km kept open towards the fishing ground.',
				sv: 'Har tillstånd med en 4 km bred korridor öppen mot fiskeplatsen.'
			},
			properties: [
				[STATUS, PERMITTED],
				[POWER, 1120],
				[DEPTH, 38]
			],
			geometry: block(
				[5.6, 55.84],
				[5.9, 56.04],
				[6.28, 56.02],
				[6.22, 55.78],
				[6.34, 55.6],
				[6.0, 55.5],
				[5.7, 55.58]
			)
		},
		{
			name: 'Tern Deep',
			about: {
				en: 'Floating turbines; the outline follows the 70 m line.',
				sv: 'Flytande verk; gränsen följer 70-meterskurvan.'
			},
			properties: [
				[STATUS, PROPOSED],
				[POWER, 1500],
				[DEPTH, 71]
			],
			geometry: block(
				[3.12, 56.36],
				[3.5, 56.6],
				[4.1, 56.66],
				[4.34, 56.42],
				[4.3, 56.18],
				[3.9, 55.98],
				[3.34, 56.04]
			)
		},
		{
			name: 'South Dogger',
			about: {
				en: 'Overlaps the protected bank in the north: to be talked about.',
				sv: 'Överlappar den skyddade banken i norr: behöver diskuteras.'
			},
			properties: [
				[STATUS, PROPOSED],
				[POWER, 960],
				[DEPTH, 29]
			],
			geometry: block(
				[3.0, 54.98],
				[3.5, 55.02],
				[3.98, 54.9],
				[4.14, 54.66],
				[3.9, 54.48],
				[3.2, 54.52],
				[2.96, 54.72]
			)
		}
	]
};

export const PROTECTED: ExampleLayer = {
	name: { en: 'Protected areas', sv: 'Skyddade områden' },
	about: {
		en: 'Banks and reefs that are protected or proposed for it.',
		sv: 'Bankar och rev som är skyddade eller föreslås bli det.'
	},
	style: { stroke: '#23774f', strokeWidth: 2, fill: '#3aa873', fillOpacity: 0.26 },
	features: [
		{
			name: 'Dogger Tail',
			about: {
				en: 'Sandbank with sand eels; porpoises calve here in summer.',
				sv: 'Sandbank med tobis; tumlare kalvar här på sommaren.'
			},
			properties: [
				[SPECIES, { en: 'Harbour porpoise, sand eel', sv: 'Tumlare, tobis' }],
				[BOTTOM_TRAWLING, false],
				[SINCE, '2014-03-01']
			],
			geometry: area(
				smoothRing([
					[2.34, 55.02],
					[2.52, 55.22],
					[2.5, 55.34],
					[2.86, 55.44],
					[3.18, 55.42],
					[3.46, 55.58],
					[3.9, 55.6],
					[4.2, 55.78],
					[4.62, 55.8],
					[4.9, 55.66],
					[4.78, 55.5],
					[4.88, 55.38],
					[4.52, 55.3],
					[4.22, 55.14],
					[3.84, 55.14],
					[3.6, 55.0],
					[3.42, 54.8],
					[3.02, 54.82],
					[2.78, 54.74],
					[2.6, 54.86]
				])
			)
		},
		{
			name: 'Jutland Reef',
			about: {
				en: 'Stone reef with kelp. The southern tip is what the cable has to pass.',
				sv: 'Stenrev med tare. Kabeln måste förbi den södra spetsen.'
			},
			properties: [
				[SPECIES, { en: 'Stone reef, kelp', sv: 'Stenrev, tare' }],
				[BOTTOM_TRAWLING, false],
				[SINCE, '2019-06-20']
			],
			geometry: area(
				smoothRing([
					[7.1, 56.56],
					[7.06, 56.74],
					[7.22, 56.86],
					[7.2, 57.0],
					[7.46, 57.14],
					[7.66, 57.06],
					[7.86, 57.1],
					[7.92, 56.92],
					[7.78, 56.82],
					[7.88, 56.68],
					[7.7, 56.56],
					[7.62, 56.42],
					[7.38, 56.46],
					[7.24, 56.36]
				])
			)
		}
	]
};

export const FISHING: ExampleLayer = {
	name: { en: 'Fishing grounds', sv: 'Fiskeplatser' },
	about: {
		en: 'Grounds that the fleet named in the first workshop.',
		sv: 'Platser som yrkesfisket pekade ut vid första träffen.'
	},
	style: { stroke: '#a9650a', strokeWidth: 1.5, fill: '#e5a23b', fillOpacity: 0.28 },
	features: [
		{
			name: 'Fisher Bank',
			about: {
				en: 'Herring in autumn, langoustine on the southern slope.',
				sv: 'Sill på hösten, havskräfta på den södra sluttningen.'
			},
			properties: [
				[GEAR, { en: 'Trawl, creels', sv: 'Trål, burar' }],
				[SEASON, { en: 'August to November', sv: 'Augusti till november' }]
			],
			geometry: area(
				smoothRing([
					[4.66, 56.62],
					[4.58, 56.82],
					[4.84, 56.94],
					[4.86, 57.12],
					[5.2, 57.22],
					[5.5, 57.4],
					[5.86, 57.32],
					[6.2, 57.36],
					[6.44, 57.16],
					[6.3, 56.98],
					[6.46, 56.8],
					[6.2, 56.66],
					[6.04, 56.46],
					[5.66, 56.5],
					[5.38, 56.36],
					[5.06, 56.52]
				])
			)
		},
		{
			name: 'Slate Ground',
			about: {
				en: 'Plaice and sole all year, small boats only.',
				sv: 'Rödspätta och tunga året om, bara mindre båtar.'
			},
			properties: [
				[GEAR, { en: 'Nets', sv: 'Garn' }],
				[SEASON, { en: 'All year', sv: 'Hela året' }]
			],
			geometry: area(
				smoothRing([
					[5.1, 54.78],
					[5.18, 54.96],
					[5.4, 55.0],
					[5.48, 55.18],
					[5.84, 55.14],
					[6.08, 55.22],
					[6.24, 55.02],
					[6.44, 54.94],
					[6.32, 54.76],
					[6.36, 54.6],
					[6.02, 54.58],
					[5.8, 54.44],
					[5.5, 54.54],
					[5.24, 54.56]
				])
			)
		}
	]
};

export const SHIPPING: ExampleLayer = {
	name: { en: 'Shipping lanes', sv: 'Farleder' },
	about: {
		en: 'Routes that stay open, with their safety margins.',
		sv: 'Stråk som ska hållas öppna, med säkerhetsavstånd.'
	},
	style: { stroke: '#5c6779', strokeWidth: 1.5, fill: '#8f9aad', fillOpacity: 0.26 },
	features: [
		{
			name: 'Northern deep-water route',
			about: {
				en: 'Between the German Bight and the Norwegian coast.',
				sv: 'Mellan Tyska bukten och norska kusten.'
			},
			properties: [
				[{ en: 'Ships a year', sv: 'Fartyg per år' }, 8600],
				[{ en: 'Width (km)', sv: 'Bredd (km)' }, 9]
			],
			geometry: block(
				[7.5, 54.1],
				[6.98, 54.62],
				[6.62, 55.02],
				[6.74, 55.32],
				[7.2, 55.6],
				[7.22, 56.1],
				[6.86, 56.62],
				[6.62, 57.1],
				[6.6, 57.72],
				[6.9, 57.72],
				[6.9, 57.14],
				[7.02, 56.6],
				[7.48, 56.14],
				[7.48, 55.48],
				[7.02, 55.18],
				[6.92, 55.06],
				[7.26, 54.72],
				[7.76, 54.2]
			)
		}
	]
};
