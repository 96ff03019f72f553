import type { ExampleFeature, ExampleLayer, Words } from './plan-types.ts';

const OWNER: Words = { en: 'Kind', sv: 'Slag' };
const POWER_CABLE: Words = { en: 'Power', sv: 'Elkabel' };
const VOLTAGE: Words = { en: 'Voltage (kV)', sv: 'Spänning (kV)' };
const BURIED: Words = { en: 'Buried', sv: 'Nedgrävd' };
const COUNTRY: Words = { en: 'Country', sv: 'Land' };
const SERVES_WIND: Words = { en: 'Serves wind farms', sv: 'Servar vindparker' };

export const CABLES: ExampleLayer = {
	name: { en: 'Cables', sv: 'Kablar' },
	about: { en: 'Power to land, laid and planned.', sv: 'El till land, lagd och planerad.' },
	style: { stroke: '#b03f7f', strokeWidth: 2.5, fill: '#b03f7f', fillOpacity: 0.2 },
	features: [
		{
			name: 'Nordlys landfall',
			about: { en: 'From both stages to Esbjerg.', sv: 'Från båda etapperna till Esbjerg.' },
			properties: [
				[OWNER, POWER_CABLE],
				[VOLTAGE, 345],
				[BURIED, true]
			],
			geometry: {
				type: 'LineString',
				coordinates: [
					[6.03, 55.79],
					[6.4, 55.7],
					[6.78, 55.7],
					[7.3, 55.58],
					[7.86, 55.5],
					[8.28, 55.48]
				]
			}
		},
		{
			name: 'Tern Deep link',
			about: {
				en: 'Planned; rounds the fishing ground and the reef.',
				sv: 'Planerad; går runt fiskeplatsen och revet.'
			},
			properties: [
				[OWNER, POWER_CABLE],
				[VOLTAGE, 525],
				[BURIED, false]
			],
			geometry: {
				type: 'LineString',
				coordinates: [
					[3.94, 56.32],
					[4.7, 56.2],
					[5.6, 56.2],
					[6.6, 56.28],
					[7.3, 56.32],
					[8.1, 56.38]
				]
			}
		}
	]
};

function port(
	name: string,
	place: readonly [number, number],
	details: { readonly country: Words; readonly wind: boolean }
): ExampleFeature {
	return {
		name,
		about: { en: '', sv: '' },
		properties: [
			[COUNTRY, details.country],
			[SERVES_WIND, details.wind]
		],
		geometry: { type: 'Point', coordinates: place }
	};
}

const DENMARK: Words = { en: 'Denmark', sv: 'Danmark' };
const NORWAY: Words = { en: 'Norway', sv: 'Norge' };
const NETHERLANDS: Words = { en: 'Netherlands', sv: 'Nederländerna' };
const GERMANY: Words = { en: 'Germany', sv: 'Tyskland' };

export const PORTS: ExampleLayer = {
	name: { en: 'Ports', sv: 'Hamnar' },
	about: { en: 'Where boats and cables come in.', sv: 'Där båtar och kablar kommer in.' },
	style: {
		stroke: '#ffffff',
		strokeWidth: 1.5,
		fill: '#24384c',
		fillOpacity: 1,
		pointSize: 9,
		pointIcon: 'anchor'
	},
	features: [
		port('Esbjerg', [8.42, 55.47], { country: DENMARK, wind: true }),
		port('Thyborøn', [8.21, 56.7], { country: DENMARK, wind: true }),
		port('Hanstholm', [8.6, 57.12], { country: DENMARK, wind: false }),
		port('Egersund', [5.99, 58.45], { country: NORWAY, wind: false }),
		port('Den Helder', [4.77, 52.96], { country: NETHERLANDS, wind: true }),
		port('Eemshaven', [6.83, 53.45], { country: NETHERLANDS, wind: true }),
		port('Cuxhaven', [8.71, 53.87], { country: GERMANY, wind: true })
	]
};
