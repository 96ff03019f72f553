import { expect, test } from 'vitest';
import { geotiffConfigSchema, type GeotiffConfig } from '../layer/source-config.ts';
import { readLook, withLook } from './geotiff-look.ts';

const direct: GeotiffConfig = {
	delivery: 'direct',
	url: 'https://a.example/a.tif',
	processing: { colorRamp: 'blues', valueRange: [-200, 0], noDataValue: 'nan' }
};
const tiles: GeotiffConfig = {
	delivery: 'tiles',
	cogUrl: 'https://a.example/a.tif',
	tileParams: { colormap: { '0': '#000000' }, rescale: '-200,0', return_mask: true }
};

test('[K1] the look of both kinds', () => {
	expect(readLook(direct)).toEqual({
		ramp: 'blues',
		isChosen: true,
		range: [-200, 0],
		band: 1,
		scale: 'linear',
		resampling: 'nearest'
	});
	expect(readLook(tiles)).toMatchObject({ ramp: undefined, range: [-200, 0], band: 1 });
});

test('[K2] what is not changed stays, what is changed is read back, and both fit the schema', () => {
	const patch = { range: [0, 40], band: 2, resampling: 'bilinear' } as const;
	for (const config of [direct, tiles]) {
		const changed = withLook(config, patch);
		expect(readLook(changed)).toMatchObject(patch);
		expect(geotiffConfigSchema.safeParse(changed).success).toBe(true);
	}
	expect(withLook(direct, patch)).toMatchObject({ processing: { noDataValue: 'nan' } });
	expect(withLook(tiles, patch)).toMatchObject({
		tileParams: { colormap: { '0': '#000000' }, return_mask: true }
	});
});

test('[K4] back to the colours of the file: what somebody chose is gone, all else stays', () => {
	for (const config of [direct, withLook(tiles, { ramp: 'blues' }), tiles]) {
		const plain = withLook(config, { ramp: null });
		expect(readLook(plain)).toMatchObject({ isChosen: false, range: undefined });
		expect(geotiffConfigSchema.safeParse(plain).success).toBe(true);
	}
	expect(withLook(direct, { ramp: null })).toEqual({
		...direct,
		processing: { noDataValue: 'nan' }
	});
	expect(withLook(tiles, { ramp: null })).toEqual({ ...tiles, tileParams: { return_mask: true } });
});

test('[K3] a ramp takes the place of a colormap, which would win over it', () => {
	const changed = withLook(tiles, { ramp: 'thermal_r' });
	expect(readLook(changed).ramp).toBe('thermal_r');
	expect(changed).not.toHaveProperty('tileParams.colormap');
});
