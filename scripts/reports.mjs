// What the JSON reports of the test runners say: how much passed, and what failed.

/** @typedef {{ passed: number, failed: string[] }} Outcome the names of what failed */
/** @typedef {{ status: string, fullName: string }} VitestTest */
/** @typedef {{ name: string, status: string, assertionResults: VitestTest[] }} VitestFile */
/** @typedef {{ title: string, file: string, ok: boolean }} PlaywrightSpec */
/** @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/**
 * @param {{ numPassedTests: number, testResults: VitestFile[] }} report
 * @returns {Outcome}
 */
export function readVitest({ numPassedTests, testResults }) {
	const failed = testResults.flatMap(({ name, status, assertionResults }) => {
		const tests = assertionResults.filter((test) => test.status === 'failed');
		// A file that could not even be loaded has no tests in it.
		if (status === 'failed' && tests.length === 0) return [name];
		return tests.map(({ fullName }) => fullName);
	});
	return { passed: numPassedTests, failed };
}

/**
 * @param {{ stats: { expected: number, flaky: number }, suites: PlaywrightSuite[] }} report
 * @returns {Outcome}
 */
export function readPlaywright({ stats, suites }) {
	const failed = suites
		.flatMap(specsOf)
		.filter(({ ok }) => !ok)
		.map(({ file, title }) => `${file}: ${title}`);
	return { passed: stats.expected + stats.flaky, failed };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {PlaywrightSpec[]}
 */
function specsOf({ specs = [], suites = [] }) {
	return [...specs, ...suites.flatMap(specsOf)];
}
