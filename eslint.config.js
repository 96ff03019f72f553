import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const TESTS = ['**/*.test.ts', '**/*.e2e.ts', '**/testing/**', 'e2e/**', 'bench/**'];

const restrictedEverywhere = [
	{
		selector:
			'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression.init',
		message:
			'Export a function declaration: it has a name in stack traces and can be used before it.'
	},
	{
		selector: 'TSEnumDeclaration',
		message: 'Use a union of strings: Node runs this file as it stands, and enums are code.'
	}
];

const setOnDocuments = {
	selector: 'CallExpression[callee.property.name="transact"]',
	message: 'Documents are written in src/core/edit and src/lib/sync: call one of their edits.'
};

/** What makes a function give another answer tomorrow. Core gets it as an argument. */
const impureGlobals = [
	['crypto', 'Take ids and random bytes as arguments.'],
	['fetch', 'Core has no network: the caller fetches.'],
	['setTimeout', 'Core has no clock: the caller waits.'],
	['setInterval', 'Core has no clock: the caller repeats.'],
	['console', 'Core is silent: return what happened.'],
	['window', 'Core runs everywhere.'],
	['document', 'Core runs everywhere.'],
	['localStorage', 'Core keeps nothing: the caller stores.'],
	['indexedDB', 'Core keeps nothing: the caller stores.'],
	['process', 'Core has no environment: take settings as arguments.']
].map(([name, message]) => ({ name, message }));

const impureProperties = [
	{ object: 'Date', property: 'now', message: 'Take the time as an argument.' },
	{ object: 'Math', property: 'random', message: 'Take randomness as an argument.' },
	{ object: 'performance', property: 'now', message: 'Take the time as an argument.' }
];

export default defineConfig(
	globalIgnores([
		'.svelte-kit/',
		'build/',
		'coverage/',
		'node_modules/',
		'src/lib/paraglide/',
		'src/lib/api/schema.d.ts',
		'static/',
		'test-results/',
		'.data*/'
	]),
	js.configs.recommended,
	ts.configs.strictTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': 'off',
			// We have no enums; numbers read from the wire meet those of libraries.
			'@typescript-eslint/no-unsafe-enum-assignment': 'off',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-unnecessary-condition': [
				'error',
				{ allowConstantLoopConditions: true }
			],
			'@typescript-eslint/no-extraneous-class': 'off',
			// A switch counts once: a table of words is not hard to read.
			complexity: ['error', { max: 12, variant: 'modified' }],
			eqeqeq: 'error',
			'max-lines': ['error', { max: 500, skipBlankLines: false }],
			'max-lines-per-function': ['error', { max: 80, skipComments: true, skipBlankLines: true }],
			'no-console': 'error',
			'no-restricted-syntax': ['error', ...restrictedEverywhere],
			'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, svelteConfig: { compilerOptions: { runes: true } } }
		},
		rules: {
			// There are none: state is in runes. It is a fifth of the time of all rules.
			'svelte/require-store-reactive-access': 'off',
			'svelte/button-has-type': 'error',
			'svelte/max-lines-per-block': ['error', { script: 200, template: 300, style: 200 }],
			'svelte/no-at-const-tags': 'error',
			'svelte/no-conflicting-module-names': 'error',
			'svelte/no-target-blank': 'error',
			'svelte/no-top-level-browser-globals': 'error',
			'svelte/prefer-derived-over-derived-by': 'error',
			// Sets and maps here are local, or behind createSubscriber: reactive ones cost 1,000× on map data.
			'svelte/prefer-svelte-reactivity': 'off',
			// Addresses are checked where links are made; the app has one page.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// The parser knows no types of imported components, so their callbacks get `any` here;
		// svelte-check knows them, and holds them.
		files: ['**/*.svelte'],
		languageOptions: {
			parserOptions: { projectService: false, project: './tsconfig.components.json' }
		},
		rules: {
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off'
		}
	},
	{
		// Kit's own form: `export const load: PageLoad = …` has its types from the left.
		files: ['src/routes/**/+*.ts'],
		rules: { 'no-restricted-syntax': 'off' }
	},
	{
		files: ['src/core/**/*.ts'],
		ignores: TESTS,
		rules: {
			'no-restricted-globals': ['error', ...impureGlobals],
			'no-restricted-properties': ['error', ...impureProperties]
		}
	},
	{
		files: ['src/lib/**', 'src/routes/**'],
		ignores: TESTS,
		rules: {
			'no-restricted-properties': [
				'error',
				{
					object: 'crypto',
					property: 'randomUUID',
					message: 'Not there over plain http, in a room without a domain: uuidv4 of lib0/random.'
				}
			]
		}
	},
	{
		files: ['src/lib/ui/**', 'src/lib/panels/**', 'src/routes/**'],
		ignores: [...TESTS, 'src/routes/**/+*.ts'],
		rules: {
			'no-restricted-syntax': ['error', ...restrictedEverywhere, setOnDocuments],
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: 'maplibre-gl',
							message: 'The map is behind src/lib/map: ask it.',
							allowTypeImports: true
						},
						{
							name: 'yjs',
							message: 'Documents are behind src/lib/sync: read its state, call its edits.',
							allowTypeImports: true
						}
					]
				}
			]
		}
	},
	{
		// Tools decide what these files export, and scripts speak to a terminal.
		files: ['*.config.{js,ts}', '.dependency-cruiser.cjs', 'scripts/**', 'bench/**'],
		rules: { 'no-restricted-exports': 'off', 'no-console': 'off' }
	},
	{
		files: TESTS,
		rules: {
			'max-lines-per-function': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off'
		}
	},
	{
		// Plain JavaScript: types come from JSDoc, and JSON.parse gives any.
		files: ['**/*.{js,mjs,cjs}'],
		extends: [ts.configs.disableTypeChecked]
	}
);
