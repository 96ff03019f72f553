#!/bin/sh
# Makes the small rasters that tests read, and what gdalwarp makes of them. Needs gdal-bin and a raster
# of sea depths in EPSG:4326 with steps (Int16, nodata -9999), given as the first argument.
set -eu
depths="$1"
cd "$(dirname "$0")/fixtures"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cog() { gdal_translate -q -of COG -co COMPRESS="${compress:-DEFLATE}" -co BLOCKSIZE=128 "$@"; }

# Real depths: geographic, LAEA and UTM, with overviews.
gdal_translate -q -projwin 5 60 15 55 "$depths" "$work/cut.tif"
cog -co PREDICTOR=2 "$work/cut.tif" depths.tif
gdalwarp -q -t_srs EPSG:3035 -r near "$work/cut.tif" "$work/laea.tif"
cog -co PREDICTOR=2 "$work/laea.tif" depths-3035.tif
gdalwarp -q -t_srs EPSG:32632 -r near "$work/cut.tif" "$work/utm.tif"
cog -co PREDICTOR=2 "$work/utm.tif" depths-32632.tif

# A smooth surface with a hole, as floats.
node -e '
	// Rounded: noise does not compress.
	const n = 140;
	console.log(`ncols ${n}\nnrows ${n}\nxllcorner 10\nyllcorner 54\ncellsize 0.02\nNODATA_value nan`);
	for (let y = 0; y < n; y++) {
		const row = [];
		for (let x = 0; x < n; x++) {
			const hole = Math.hypot(x - 100, y - 60) < 22;
			row.push(hole ? "nan" : (50 + 40 * Math.sin(x / 25) * Math.cos(y / 30) + x / 10).toFixed(1));
		}
		console.log(row.join(" "));
	}' >"$work/smooth.asc"
gdal_translate -q -ot Float32 -a_srs EPSG:4326 -a_nodata nan "$work/smooth.asc" "$work/smooth.tif"
cog -co PREDICTOR=3 -co OVERVIEW_RESAMPLING=AVERAGE "$work/smooth.tif" smooth.tif
compress=ZSTD cog "$work/smooth.tif" smooth-zstd.tif
compress=LERC cog -co MAX_Z_ERROR=0.05 "$work/smooth.tif" smooth-lerc.tif
compress=LZW cog -co PREDICTOR=3 "$work/smooth.tif" smooth-lzw.tif

# NaN where blocks are not stored at all.
gdal_translate -q -srcwin -60 -60 400 400 "$work/smooth.tif" "$work/wide.tif"
cog -co SPARSE_OK=TRUE "$work/wide.tif" sparse-nan.tif

# Three bands with a mask; four with opacity; a palette; scale and offset.
gdal_translate -q -ot Byte -scale 0 100 0 255 -a_nodata none "$work/smooth.tif" "$work/byte.tif"
gdal_translate -q -b 1 -b 1 -b 1 -scale_2 0 255 255 0 -ot Byte "$work/byte.tif" "$work/rgb.tif"
cog "$work/rgb.tif" rgb.tif
gdal_translate -q -b 1 -b 1 -b 1 -b 1 "$work/byte.tif" "$work/four.tif" -colorinterp red,green,blue,alpha
cog "$work/four.tif" rgba.tif
gdal_translate -q -b 1 -b 1 -b 1 -b 1 "$work/byte.tif" "$work/plain-four.tif" -co PHOTOMETRIC=MINISBLACK -co ALPHA=NO
cog "$work/plain-four.tif" four-bands.tif
gdalwarp -q -dstalpha -t_srs EPSG:3035 "$work/rgb.tif" "$work/turned.tif"
gdal_translate -q -b 1 -b 2 -b 3 -mask 4 --config GDAL_TIFF_INTERNAL_MASK YES "$work/turned.tif" "$work/masked.tif"
cog "$work/masked.tif" rgb-mask.tif
gdal_translate -q -a_scale 0.1 -a_offset -5 -ot Int16 "$work/cut.tif" "$work/scaled.tif"
cog "$work/scaled.tif" scaled.tif

# Classes with colours of their own: 0 is nothing, 1 to 5 are classes, 9 is defined and nowhere.
node -e '
	const n = 300;
	console.log(`ncols ${n}\nnrows ${n}\nxllcorner 10\nyllcorner 54\ncellsize 0.01\nNODATA_value 0`);
	for (let y = 0; y < n; y++) {
		const row = [];
		for (let x = 0; x < n; x++) {
			const far = Math.hypot(x - 150, y - 150);
			row.push(far > 140 ? 0 : 1 + Math.floor(far / 30));
		}
		console.log(row.join(" "));
	}' >"$work/classes.asc"
gdal_translate -q -of VRT -ot Byte -a_srs EPSG:4326 -a_nodata 0 "$work/classes.asc" "$work/classes.vrt"
node -e '
	const { readFileSync, writeFileSync } = require("node:fs");
	const colours = { 1: [0, 63, 92], 2: [88, 80, 141], 3: [188, 80, 144], 4: [255, 99, 97], 5: [255, 166, 0], 9: [10, 200, 30] };
	const entries = Array.from({ length: 10 }, (_, i) => colours[i] ?? [0, 0, 0]).map(
		([r, g, b]) => `<Entry c1="${r}" c2="${g}" c3="${b}" c4="255"/>`
	);
	const vrt = readFileSync(process.argv[1], "utf8")
		.replace(/<ColorInterp>.*<\/ColorInterp>/, "")
		.replace(/(<NoDataValue>.*<\/NoDataValue>)/, `$1<ColorInterp>Palette</ColorInterp><ColorTable>${entries.join("")}</ColorTable>`);
	writeFileSync(process.argv[1], vrt);' "$work/classes.vrt"
cog "$work/classes.vrt" classes.tif

# Where pixels are points, rows go north, the grid is turned.
gdal_translate -q -mo AREA_OR_POINT=Point "$work/cut.tif" "$work/point.tif"
cog "$work/point.tif" point.tif
gdal_translate -q -of VRT "$work/cut.tif" "$work/turned.vrt"
sed -i 's#<GeoTransform>.*</GeoTransform>#<GeoTransform>8, 0.0173, 0.01, 59, 0.01, -0.0173</GeoTransform>#' "$work/turned.vrt"
gdal_translate -q -co TILED=YES -co COMPRESS=DEFLATE -co BLOCKXSIZE=128 -co BLOCKYSIZE=128 "$work/turned.vrt" rotated.tif
gdal_translate -q -of VRT "$work/cut.tif" "$work/up.vrt"
sed -i 's#<GeoTransform>.*</GeoTransform>#<GeoTransform>5, 0.025, 0, 55, 0, 0.025</GeoTransform>#' "$work/up.vrt"
gdal_translate -q -co TILED=YES -co COMPRESS=DEFLATE -co BLOCKXSIZE=128 -co BLOCKYSIZE=128 "$work/up.vrt" south-up.tif

# What is refused, or drawn with care.
gdal_translate -q -co COMPRESS=DEFLATE "$work/cut.tif" strips.tif
gdal_translate -q -of VRT "$work/cut.tif" "$work/nowhere.vrt"
sed -i '/<SRS/d' "$work/nowhere.vrt"
gdal_translate -q -co TILED=YES -co COMPRESS=DEFLATE "$work/nowhere.vrt" no-crs.tif
gdal_translate -q -a_srs '+proj=laea +lat_0=33 +lon_0=7 +ellps=sphere' -co TILED=YES -co COMPRESS=DEFLATE "$work/cut.tif" user-crs.tif
gdal_translate -q -ot Int64 -co TILED=YES -co COMPRESS=DEFLATE "$work/cut.tif" int64.tif
gdal_translate -q -ot Float64 -co TILED=YES -co COMPRESS=DEFLATE -srcwin 0 0 100 100 "$work/cut.tif" float64.tif
gdal_translate -q -scale 0 1 -9999 -9999 -co TILED=YES -co COMPRESS=DEFLATE "$work/cut.tif" all-nodata.tif
gdal_translate -q -gcp 0 0 5 60 -gcp 400 0 15 60 -gcp 0 200 5 55 -gcp 400 200 15.1 55 -a_srs EPSG:4326 -srcwin 0 0 100 100 -co TILED=YES -co COMPRESS=DEFLATE "$work/cut.tif" control-points.tif
gdal_translate -q -co TILED=YES -co COMPRESS=DEFLATE -co ENDIANNESS=BIG -co BLOCKXSIZE=128 -co BLOCKYSIZE=128 "$work/cut.tif" big-endian.tif

# What gdalwarp makes of tiles: source, zoom, x, y, resampling.
tile() {
	node -e '
		const [z, x, y] = process.argv.slice(1).map(Number);
		const half = 20037508.342789244, side = (2 * half) / 2 ** z;
		const west = -half + x * side, north = half - y * side;
		console.log(west, north - side, west + side, north);' "$2" "$3" "$4" |
		while read -r west south east north; do
			gdalwarp -q -overwrite -t_srs EPSG:3857 -te "$west" "$south" "$east" "$north" -ts 256 256 -r "$5" \
				-et 0 -co COMPRESS=DEFLATE "$1.tif" "expected-$1-$2-$3-$4-$5.tif"
		done
}
for source in depths depths-3035 depths-32632 point rotated south-up; do
	tile "$source" 6 33 19 near
	tile "$source" 8 134 78 near
done
tile depths 4 8 4 near
tile classes 7 68 40 near
for source in smooth sparse-nan; do
	tile "$source" 6 34 20 near
	tile "$source" 8 137 81 bilinear
done
rm -f ./*.aux.xml
