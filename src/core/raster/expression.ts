/**
 * Band math: `(b1 - b2) / (b1 + b2)`, several by `;`. A small language read here and run over arrays;
 * nothing of it ever reaches the engine's own evaluator.
 */
export interface Expression {
	/** One for each band of the result. */
	readonly parts: readonly Node[];
	/** Bands that occur, 1-based, ascending. */
	readonly bands: readonly number[];
}

export type Node =
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'band'; readonly band: number }
	| { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Node[] };

export type ExpressionResult =
	| { readonly ok: true; readonly value: Expression }
	/** One sentence. */
	| { readonly ok: false; readonly detail: string };

const FUNCTIONS = {
	'+': { args: [2, 2], run: (a: number, b: number) => a + b },
	'-': { args: [2, 2], run: (a: number, b: number) => a - b },
	'*': { args: [2, 2], run: (a: number, b: number) => a * b },
	'/': { args: [2, 2], run: (a: number, b: number) => a / b },
	'%': { args: [2, 2], run: (a: number, b: number) => a - b * Math.floor(a / b) },
	'**': { args: [2, 2], run: (a: number, b: number) => a ** b },
	'<': { args: [2, 2], run: (a: number, b: number) => Number(a < b) },
	'<=': { args: [2, 2], run: (a: number, b: number) => Number(a <= b) },
	'>': { args: [2, 2], run: (a: number, b: number) => Number(a > b) },
	'>=': { args: [2, 2], run: (a: number, b: number) => Number(a >= b) },
	'==': { args: [2, 2], run: (a: number, b: number) => Number(a === b) },
	'!=': { args: [2, 2], run: (a: number, b: number) => Number(a !== b) },
	'&': { args: [2, 2], run: (a: number, b: number) => Number(a !== 0 && b !== 0) },
	'|': { args: [2, 2], run: (a: number, b: number) => Number(a !== 0 || b !== 0) },
	negate: { args: [1, 1], run: (a: number) => -a },
	min: { args: [2, 2], run: (a: number, b: number) => Math.min(a, b) },
	max: { args: [2, 2], run: (a: number, b: number) => Math.max(a, b) },
	abs: { args: [1, 1], run: (a: number) => Math.abs(a) },
	sqrt: { args: [1, 1], run: (a: number) => Math.sqrt(a) },
	exp: { args: [1, 1], run: (a: number) => Math.exp(a) },
	log: { args: [1, 1], run: (a: number) => Math.log(a) },
	log10: { args: [1, 1], run: (a: number) => Math.log10(a) },
	where: { args: [3, 3], run: (a: number, b: number, c: number) => (a !== 0 ? b : c) }
} as const;
type FunctionName = keyof typeof FUNCTIONS;

const NAMED = new Set<string>(['min', 'max', 'abs', 'sqrt', 'exp', 'log', 'log10', 'where']);

/** By how tightly they bind, loosest first. */
const BINARY: readonly (readonly FunctionName[])[] = [
	['|'],
	['&'],
	['<', '<=', '>', '>=', '==', '!='],
	['+', '-'],
	['*', '/', '%']
];

const MAX_LENGTH = 500;
const MAX_DEPTH = 50;
const TOKEN =
	/\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z_][a-z_0-9.]*)|(\*\*|<=|>=|==|!=|[-+*/%<>&|(),]))/iy;

class ParseError extends Error {}

export function parseExpression(text: string): ExpressionResult {
	if (text.length > MAX_LENGTH) return { ok: false, detail: 'The expression is too long.' };
	try {
		const parts = text
			.split(';')
			.filter((part, i, all) => part.trim() !== '' || (i === 0 && all.length === 1))
			.map((part) => new Parser(tokensOf(part)).whole());
		const bands = new Set(parts.flatMap((part) => [...bandsIn(part)]));
		if (bands.size === 0) throw new ParseError('The expression names no band, such as b1.');
		return { ok: true, value: { parts, bands: [...bands].sort((a, b) => a - b) } };
	} catch (error) {
		if (error instanceof ParseError) return { ok: false, detail: error.message };
		throw error;
	}
}

function* bandsIn(node: Node): Generator<number> {
	if (node.kind === 'band') yield node.band;
	if (node.kind === 'call') for (const arg of node.args) yield* bandsIn(arg);
}

function tokensOf(text: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	let at = 0;
	while (text.slice(at).trim() !== '') {
		const match = TOKEN.exec(text);
		if (match === null) {
			throw new ParseError(
				`The expression has a part that is not understood: ${text.slice(at).trim().slice(0, 40)}`
			);
		}
		tokens.push(match[0].trim());
		at = TOKEN.lastIndex;
	}
	return tokens;
}

class Parser {
	readonly #tokens: readonly string[];
	#at = 0;
	#depth = 0;

	constructor(tokens: readonly string[]) {
		this.#tokens = tokens;
	}

	whole(): Node {
		if (this.#tokens.length === 0) throw new ParseError('The expression is empty.');
		const node = this.#binary(0);
		const rest = this.#tokens[this.#at];
		if (rest !== undefined) throw new ParseError(`The expression should end before “${rest}”.`);
		return node;
	}

	#binary(level: number): Node {
		const operators = BINARY[level];
		if (operators === undefined) return this.#unary();
		let left = this.#binary(level + 1);
		for (;;) {
			const operator = operators.find((name) => name === this.#tokens[this.#at]);
			if (operator === undefined) return left;
			this.#at++;
			left = { kind: 'call', name: operator, args: [left, this.#binary(level + 1)] };
		}
	}

	#unary(): Node {
		if (++this.#depth > MAX_DEPTH) throw new ParseError('The expression is nested too deeply.');
		try {
			if (this.#take('-')) return { kind: 'call', name: 'negate', args: [this.#unary()] };
			if (this.#take('+')) return this.#unary();
			const base = this.#primary();
			// Binds tighter than the sign before it, and from the right: -a ** b ** c.
			if (!this.#take('**')) return base;
			return { kind: 'call', name: '**', args: [base, this.#unary()] };
		} finally {
			this.#depth--;
		}
	}

	#primary(): Node {
		const token = this.#tokens[this.#at++];
		if (token === undefined) throw new ParseError('The expression ends too early.');
		if (token === '(') {
			const node = this.#binary(0);
			this.#expect(')');
			return node;
		}
		if (/^[\d.]/.test(token)) return { kind: 'number', value: Number(token) };
		const band = /^b([1-9]\d{0,3})$/.exec(token)?.[1];
		if (band !== undefined) return { kind: 'band', band: Number(band) };
		if (NAMED.has(token)) return this.#call(token as FunctionName);
		if (/^[a-z_]/i.test(token)) {
			throw new ParseError(
				`The expression may not use “${token}”: it is no band (b1, b2 …) and no function known here.`
			);
		}
		throw new ParseError(`The expression has “${token}” where a value should be.`);
	}

	#call(name: FunctionName): Node {
		this.#expect('(');
		const args = [this.#binary(0)];
		while (this.#take(',')) args.push(this.#binary(0));
		this.#expect(')');
		const [least, most] = FUNCTIONS[name].args;
		const isFoldable = name === 'min' || name === 'max';
		if (args.length < least || (args.length > most && !isFoldable)) {
			throw new ParseError(`${name}() takes ${least} values.`);
		}
		const [first, ...rest] = args;
		if (!isFoldable || first === undefined) return { kind: 'call', name, args };
		return rest.reduce((left, right) => ({ kind: 'call', name, args: [left, right] }), first);
	}

	#take(token: string): boolean {
		if (this.#tokens[this.#at] !== token) return false;
		this.#at++;
		return true;
	}

	#expect(token: string): void {
		if (!this.#take(token)) throw new ParseError(`The expression misses a “${token}”.`);
	}
}

type Values = Float32Array | Float64Array;

/** Runs one part over whole arrays: a loop for each operation, none for each pixel's tree. */
export function evaluate(
	node: Node,
	bandOf: (band: number) => Values,
	length: number
): Float64Array {
	switch (node.kind) {
		case 'number':
			return new Float64Array(length).fill(node.value);
		case 'band':
			return Float64Array.from(bandOf(node.band));
		case 'call': {
			const [a, b, c] = node.args.map((arg) => evaluate(arg, bandOf, length));
			const run = FUNCTIONS[node.name].run;
			const out = a ?? new Float64Array(length);
			for (let i = 0; i < length; i++) out[i] = run(out[i] ?? NaN, b?.[i] ?? NaN, c?.[i] ?? NaN);
			return out;
		}
	}
}
