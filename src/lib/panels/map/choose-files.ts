/** Opens the browser's own picker. The list is empty when nothing was chosen. */
export function chooseFiles(onfiles: (files: readonly File[]) => void): void {
	const input = document.createElement('input');
	input.type = 'file';
	input.multiple = true;
	input.accept = '.geojson,.json,application/geo+json,application/json,.tif,.tiff,image/tiff';
	input.addEventListener('change', () => onfiles([...(input.files ?? [])]));
	input.click();
}
