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
			geometry: block([6.42, 55.78], [6.98, 55.92], [7.12, 55.62], [6.55, 55.48])
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
			geometry: block([5.68, 55.86], [6.3, 56.02], [6.36, 55.72], [6.02, 55.55], [5.76, 55.6])
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
			geometry: block([3.2, 56.42], [4.12, 56.62], [4.3, 56.2], [3.86, 56.02], [3.3, 56.08])
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
			geometry: block([3.06, 54.98], [3.98, 54.9], [4.04, 54.52], [3.14, 54.6])
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
					[2.42, 55.12],
					[2.86, 55.44],
					[3.46, 55.56],
					[4.16, 55.72],
					[4.72, 55.66],
					[4.82, 55.42],
					[4.3, 55.22],
					[3.72, 55.08],
					[3.3, 54.84],
					[2.74, 54.82]
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
					[7.08, 56.62],
					[7.2, 56.92],
					[7.52, 57.1],
					[7.82, 57.02],
					[7.84, 56.74],
					[7.58, 56.5],
					[7.26, 56.42]
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
					[4.72, 56.74],
					[5.02, 57.16],
					[5.62, 57.34],
					[6.26, 57.22],
					[6.44, 56.9],
					[6.12, 56.56],
					[5.54, 56.36],
					[5, 56.44]
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
					[5.16, 54.86],
					[5.46, 55.14],
					[6.02, 55.16],
					[6.38, 54.92],
					[6.2, 54.62],
					[5.68, 54.5],
					[5.26, 54.6]
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
				[7.18, 54.2],
				[6.72, 54.74],
				[6.62, 55.14],
				[7.3, 55.5],
				[7.24, 56.06],
				[6.74, 56.72],
				[6.66, 57.52],
				[6.82, 57.52],
				[6.9, 56.76],
				[7.4, 56.1],
				[7.48, 55.42],
				[6.8, 55.06],
				[6.88, 54.78],
				[7.34, 54.25]
			)
		}
	]
};
