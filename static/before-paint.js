// Runs before the first paint, so that a dark room is not lit up by a white page.
// The same keys as src/lib/panels/preferences.svelte.ts and Paraglide's runtime.
(function () {
	try {
		var html = document.documentElement;
		var kept = JSON.parse(localStorage.getItem('samsyn:preferences') || '{}');
		if (kept.theme === 'light' || kept.theme === 'dark') html.dataset.theme = kept.theme;
		var chosen = localStorage.getItem('PARAGLIDE_LOCALE');
		var first = (navigator.languages || [])
			.map(function (tag) {
				return tag.slice(0, 2);
			})
			.find(function (tag) {
				return tag === 'en' || tag === 'sv';
			});
		html.lang = chosen || first || 'en';
	} catch (error) {
		// Storage forbidden: the system's theme and English stand.
	}
})();
