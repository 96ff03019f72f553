// Made by scripts/build-api-types.ts from /api/openapi.json.
export interface paths {
	'/api/session': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Take a name, come back, or go on: a local identity
		 * @description With a `name` a new person, whose id is the fingerprint of `seed` where one is given. With a `reentry_code` the person it belongs to, on this device too. With the token of a session, also an expired one, the same session goes on under what is given here.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewSession'];
				};
			};
			responses: {
				/** @description Who you are, and the token that proves it */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Session'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/** Sign out: the token, and those it was renewed from, are worth nothing any more */
		delete: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Signed out */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/session/merge': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/** As an account: take over what you made as a guest */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['GuestToMerge'];
				};
			};
			responses: {
				/** @description You, with everything the guest had; the guest is no more */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Me'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/me': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Who you are */
		get: {
			parameters: {
				query?: never;
				header?: {
					/** @description Answered with 304 if it has not */
					'if-none-match'?: string;
				};
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description You */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Me'];
					};
				};
				/** @description You have it as it is */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/** Change what others see of you */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['ProfileChange'];
				};
			};
			responses: {
				/** @description You */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Me'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/**
		 * Delete your account
		 * @description Each of your maps goes to the person who may edit it and was there first; maps that nobody else may edit are deleted for good. What you wrote and drew on other maps stays, without your name.
		 */
		delete: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Forgotten */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/me/reentry-code': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/** A new code to get in with on another device; the one before is worth nothing any more */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The code; it is not shown again */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['ReentryCode'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/webhooks/clerk': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * For Clerk: accounts that were made, changed or deleted
		 * @description Signed by Svix. Taken once each, in any order.
		 */
		post: {
			parameters: {
				query?: never;
				header?: {
					'svix-id'?: string;
					'svix-timestamp'?: string;
					'svix-signature'?: string;
				};
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Taken, now or before */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Your maps and those shared with you, the latest first */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
					/** @description Public maps, instead of your own */
					public?: 'true' | 'false';
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description One page; `Link` names the next */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['MapSummary'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		/**
		 * Make a map
		 * @description With an `id` of your own it can be repeated: the map that is there is answered.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewMap'];
				};
			};
			responses: {
				/** @description You had made it before */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Map'];
					};
				};
				/** @description The new map */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Map'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** One map with its stack of layers */
		get: {
			parameters: {
				query?: never;
				header?: {
					/** @description Answered with 304 if it has not */
					'if-none-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The map */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Map'];
					};
				};
				/** @description You have it as it is */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/** Change a map; what is not given stays */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['MapPatch'];
				};
			};
			responses: {
				/** @description The map as it is now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Map'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Layers of other people would become public */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/** Delete a map for good; its layers stay with those who made them */
		delete: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It is gone */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/copy': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Copy a map, with copies of the vector layers drawn in it
		 * @description The copy is private and yours. Layers of the library and those shown from elsewhere (WMS, GeoTIFF) are the same ones.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['MapCopy'];
				};
			};
			responses: {
				/** @description You had made it before */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Map'];
					};
				};
				/** @description The copy */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Map'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/layers': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Put a layer on top of the stack
		 * @description `If-Match` is the `ETag` of the map, of which the stack is a part.
		 */
		post: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewStackEntry'];
				};
			};
			responses: {
				/** @description It was there already */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['StackEntry'];
					};
				};
				/** @description The layer in the stack */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['StackEntry'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is no room for more */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/layers/reorder': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		/**
		 * Put the layers in another order
		 * @description `If-Match` is the `ETag` of the map, of which the stack is a part.
		 */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['StackOrder'];
				};
			};
			responses: {
				/** @description The stack, bottom to top */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['StackEntry'][];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/layers/{layerId}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		/**
		 * Show or hide a layer, or change its opacity
		 * @description `If-Match` is the `ETag` of the map, of which the stack is a part.
		 */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
					layerId: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['StackEntryPatch'];
				};
			};
			responses: {
				/** @description The layer in the stack */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['StackEntry'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/**
		 * Take a layer out of the stack; the layer itself stays
		 * @description `If-Match` is the `ETag` of the map, of which the stack is a part.
		 */
		delete: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
					layerId: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It is out */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The library: layers for everybody, and those you made */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
					source_type?: 'wms' | 'geotiff' | 'vector';
					category?: string;
					/** @description In name, description and category */
					search?: string;
					/** @description Only layers that you made */
					mine?: 'true' | 'false';
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description One page by name; `Link` names the next */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['ListedLayer'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		/**
		 * Make a layer
		 * @description With an `id` of your own it can be repeated: the layer that is there is answered.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewLayer'];
				};
			};
			responses: {
				/** @description You had made it before */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Layer'];
					};
				};
				/** @description The new layer */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Layer'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** One layer with its configuration */
		get: {
			parameters: {
				query?: never;
				header?: {
					/** @description Answered with 304 if it has not */
					'if-none-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The layer */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Layer'];
					};
				};
				/** @description You have it as it is */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/**
		 * Change a layer; what is not given stays
		 * @description Configurations are replaced as a whole, except `style_config`, part by part.
		 */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['LayerPatch'];
				};
			};
			responses: {
				/** @description The layer as it is now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Layer'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/** Delete a layer for good, on all maps that show it */
		delete: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It is gone */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/features': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * Features of a vector layer as GeoJSON, lowest first
		 * @description `filter[name]=value` keeps features whose property has that value. The order is that of drawing: what is added meanwhile comes last, so pages do not shift under a reader; a deletion moves later ones up.
		 */
		get: {
			parameters: {
				query?: {
					/** @description Values by name of property */
					filter?: {
						[key: string]: string;
					};
					limit?: number;
					offset?: number;
					/** @description west,south,east,north in degrees; west may be greater, across 180° */
					bbox?: string;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description One page; `Link` names the next */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/geo+json': components['schemas']['FeatureCollection'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		/** Add a Feature, or a FeatureCollection; each gets its verdict */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json':
						components['schemas']['NewFeature'] | components['schemas']['NewFeatures'];
				};
			};
			responses: {
				/** @description At least one was added */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['AddedFeatures'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Only vector layers hold features; or: There is no room for more */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/features/{featureId}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** One feature */
		get: {
			parameters: {
				query?: never;
				header?: {
					/** @description Answered with 304 if it has not */
					'if-none-match'?: string;
				};
				path: {
					id: string;
					featureId: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The feature */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/geo+json': components['schemas']['Feature'];
					};
				};
				/** @description You have it as it is */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/** Change a feature; what is not given stays */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
					featureId: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['FeaturePatch'];
				};
			};
			responses: {
				/** @description The feature as it is now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/geo+json': components['schemas']['Feature'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/** Delete a feature */
		delete: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
					featureId: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It is gone */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/collaborators': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The people whom a map is shared with */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description In the order they came */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Collaborator'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		/**
		 * Share a map with somebody
		 * @description A private map is shared from then on (`permission_level` becomes `collaborators`), unless people who lost access that way would be let in again: 409.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewCollaborator'];
				};
			};
			responses: {
				/** @description Had it already; has this permission now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Collaborator'];
					};
				};
				/** @description The person with the permission */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Collaborator'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there; or: People who lost access would be let in again */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/collaborators/removed': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/**
		 * The people whom the owner took off a map
		 * @description No link lets them in again. Whoever is among them can be invited by `user_id`, also without an address.
		 */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The latest first */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['RemovedPerson'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/collaborators/{userId}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		/** Change what somebody may do */
		put: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
					userId: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['CollaboratorPatch'];
				};
			};
			responses: {
				/** @description The person with the permission */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Collaborator'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/** End sharing with somebody, or leave a map */
		delete: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
					userId: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It is no longer shared with them */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/links': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The links of a map that have not been revoked */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The latest first */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['ShareLink'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		/**
		 * Make a link, and a code, that lets people in
		 * @description A private map is shared from then on (`permission_level` becomes `collaborators`), unless people who lost access that way would be let in again: 409.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewShareLink'];
				};
			};
			responses: {
				/** @description The link, with its secret */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['NewShareLinkAnswer'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description People who lost access would be let in again */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/maps/{id}/links/{linkId}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		post?: never;
		/** Revoke a link; people who came by it stay */
		delete: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
					linkId: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Nobody comes in by it any more */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/join': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		put?: never;
		/**
		 * Come in by a link or a code
		 * @description Works for guests. Nobody loses by it: who may do more already, still may. Nor is what the owner took from a person given back: whom they sent away is refused (403), whom they made a viewer stays one.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['Join'];
				};
			};
			responses: {
				/** @description The map that is open to you now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Joined'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The owner took you off this map */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This link has expired; or: This link has been used as often as it may be */
				410: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/comments': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Comments on a map, or on a layer on all maps that you may read */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
					mapId?: string;
					layerId?: string;
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The oldest first; `parent_id` makes threads of them */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Comment'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		/**
		 * Comment on a map, a layer, a feature or a place, or reply
		 * @description With an `id` of your own it can be repeated: the comment that is there is answered.
		 */
		post: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NewComment'];
				};
			};
			responses: {
				/** @description You had written it before */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Comment'];
					};
				};
				/** @description The comment */
				201: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Comment'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there; or: There is no room for more */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/comments/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** One comment */
		get: {
			parameters: {
				query?: never;
				header?: {
					/** @description Answered with 304 if it has not */
					'if-none-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The comment */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Comment'];
					};
				};
				/** @description You have it as it is */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/** Change a comment’s text, or resolve its thread */
		put: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['CommentPatch'];
				};
			};
			responses: {
				/** @description The comment as it is now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Comment'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description This does not go together with what is there */
				409: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		/** Take a comment away; what was replied to it stays */
		delete: {
			parameters: {
				query?: never;
				header?: {
					/** @description Refused with 412 if it has changed */
					'if-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Its text is gone */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description You may not do this */
				403: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description It was changed meanwhile */
				412: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/notifications': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Replies, mentions and invitations, the latest first */
		get: {
			parameters: {
				query?: {
					limit?: number;
					offset?: number;
					/** @description Only those that are not read */
					unread?: 'true' | 'false';
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description One page */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Notification'][];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		/** Mark all as read, or as unread */
		put: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NotificationPatch'];
				};
			};
			responses: {
				/** @description How many are not read now */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Unread'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/notifications/unread': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** How many are not read */
		get: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Their number */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Unread'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/notifications/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		get?: never;
		/** Mark one as read, or as unread */
		put: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody: {
				content: {
					'application/json': components['schemas']['NotificationPatch'];
				};
			};
			responses: {
				/** @description It */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Notification'];
					};
				};
				/** @description The request cannot be read */
				400: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is too large */
				413: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not in a form that is read here */
				415: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/tiles/{z}/{x}/{y}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** A tile of a layer, with or without .png, .webp or .mvt at its end */
		get: {
			parameters: {
				query?: {
					/** @description RFC 3339, UTC; what suits now if absent */
					time?: string;
					/** @description What /info calls `version`: under it a tile of an uploaded file or of features never changes */
					v?: string;
					size?: '256' | '512';
				};
				header?: never;
				path: {
					id: string;
					z: number | null;
					x: number | null;
					y: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The tile: a picture of a raster, a vector tile of features */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'image/png': string;
						'image/webp': string;
						'application/vnd.mapbox-vector-tile': string;
					};
				};
				/** @description Nothing is there */
				204: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description It is the same as before */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/info': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What the file of a raster layer says of itself */
		get: {
			parameters: {
				query?: {
					/** @description RFC 3339, UTC; what suits now if absent */
					time?: string;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description What the file of a raster layer says of itself */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': {
							[key: string]: unknown;
						};
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/statistics': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Figures of the bands that a raster layer shows */
		get: {
			parameters: {
				query?: {
					/** @description RFC 3339, UTC; what suits now if absent */
					time?: string;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Figures of the bands that a raster layer shows */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': {
							[key: string]: unknown;
						};
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/point': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The values of a raster layer under a point */
		get: {
			parameters: {
				query?: {
					/** @description RFC 3339, UTC; what suits now if absent */
					time?: string;
					lng?: number | null;
					lat?: number | null;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The values; null where there is no data */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': {
							[key: string]: unknown;
						};
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/layers/{id}/preview': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** A small picture of a raster layer */
		get: {
			parameters: {
				query?: {
					/** @description RFC 3339, UTC; what suits now if absent */
					time?: string;
				};
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The picture */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'image/png': string;
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/crs/{code}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The definition of a coordinate system by its EPSG code */
		get: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					code: number;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description As a proj string */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': {
							code: number;
							proj4: string;
						};
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/uploads/{id}': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** How far an upload of yours is */
		get: {
			parameters: {
				query?: never;
				header?: {
					/** @description Answered with 304 if it has not */
					'if-none-match'?: string;
				};
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description The upload */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Upload'];
					};
				};
				/** @description You have it as it is */
				304: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/uploads/{id}/file': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The file, or a range of it, for whoever may read a layer that shows it */
		get: {
			parameters: {
				query?: never;
				header?: never;
				path: {
					id: string;
				};
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description All of it */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description A part of it */
				206: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description There is no such part */
				416: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/wms/capabilities': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** The capabilities of a map service */
		get: {
			parameters: {
				query: {
					url: string;
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description What the server answered */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/wms/proxy': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** A picture or an answer of a map service */
		get: {
			parameters: {
				query: {
					url: string;
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description What the server answered */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/files/proxy': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** A part of a raster of a server without CORS */
		get: {
			parameters: {
				query: {
					url: string;
				};
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description What the server answered */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description A part of a file */
				206: {
					headers: {
						[name: string]: unknown;
					};
					content?: never;
				};
				/** @description There is nothing here */
				404: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The request is not valid */
				422: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The source of this layer gives nothing */
				502: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description The server cannot do this now */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/api/config': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** What the app must know about this server */
		get: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description Version, limits and basemaps */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Config'];
					};
				};
				/** @description Sign in first */
				401: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
				/** @description Too many requests */
				429: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/problem+json': components['schemas']['Problem'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/healthz': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Whether the process runs */
		get: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It does */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Health'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
	'/readyz': {
		parameters: {
			query?: never;
			header?: never;
			path?: never;
			cookie?: never;
		};
		/** Whether the database answers */
		get: {
			parameters: {
				query?: never;
				header?: never;
				path?: never;
				cookie?: never;
			};
			requestBody?: never;
			responses: {
				/** @description It does */
				200: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Health'];
					};
				};
				/** @description It does not; edits stay on the devices until it does */
				503: {
					headers: {
						[name: string]: unknown;
					};
					content: {
						'application/json': components['schemas']['Health'];
					};
				};
			};
		};
		put?: never;
		post?: never;
		delete?: never;
		options?: never;
		head?: never;
		patch?: never;
		trace?: never;
	};
}
export type webhooks = Record<string, never>;
export interface components {
	schemas: {
		Session: {
			token: string;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			expires_at: string;
			user: components['schemas']['User'] & {
				organisation: string;
			};
			reentry_code?: string;
		};
		User: {
			/** Format: uuid */
			id: string;
			name: string;
			/** @example #0072b2 */
			color: string;
		};
		Problem: {
			/** @example urn:samsyn:problem:not-found */
			type: string;
			title: string;
			status: number;
			detail?: string;
			errors?: {
				pointer: string;
				detail: string;
			}[];
			layers?: {
				/** Format: uuid */
				id: string;
				name: string;
			}[];
			reason?: string;
		};
		NewSession: {
			/** @example Astrid */
			name?: string;
			/** @example Port of Gothenburg */
			organisation?: string;
			/**
			 * @description How others see them
			 * @enum {string}
			 */
			color?:
				| '#d55e00'
				| '#0072b2'
				| '#cc79a7'
				| '#b8860b'
				| '#009e73'
				| '#7b3fa0'
				| '#a63d2f'
				| '#3f6fd1';
			/** @example ACDE-FGHJ-KMNP-QRTV */
			reentry_code?: string;
			seed?: string;
		};
		Me: {
			/** Format: uuid */
			id: string;
			name: string;
			/** @example #0072b2 */
			color: string;
			organisation: string;
			avatar_url: string | null;
			email: string | null;
			is_guest: boolean;
			is_admin: boolean;
			is_named: boolean;
		};
		GuestToMerge: {
			guest_token: string;
		};
		ProfileChange: {
			/** @example Astrid */
			name?: string;
			/** @example Port of Gothenburg */
			organisation?: string;
			/**
			 * @description How others see them
			 * @enum {string}
			 */
			color?:
				| '#d55e00'
				| '#0072b2'
				| '#cc79a7'
				| '#b8860b'
				| '#009e73'
				| '#7b3fa0'
				| '#a63d2f'
				| '#3f6fd1';
			/** Format: uri */
			avatar_url?: string | null;
		};
		ReentryCode: {
			reentry_code: string;
		};
		MapSummary: {
			/** Format: uuid */
			id: string;
			name: string;
			description: string;
			/** @enum {string} */
			permission_level: 'private' | 'collaborators' | 'public';
			/**
			 * @description What the caller may do; whoever reads a public map may view
			 * @enum {string}
			 */
			role: 'owner' | 'edit' | 'view';
			/** Format: uuid */
			created_by: string | null;
			created_by_name: string | null;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			updated_at: string;
			layer_count: number;
		};
		Map: components['schemas']['MapSummary'] & {
			center_lat: number | null;
			center_lng: number | null;
			zoom: number | null;
			basemap: string | null;
			/** @description Bottom to top */
			layers: components['schemas']['StackEntry'][];
		};
		StackEntry: {
			/** Format: uuid */
			layer_id: string;
			/** @description Ascending is bottom to top */
			display_order: number;
			is_visible: boolean;
			opacity: number;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			added_at: string;
			name: string;
			description: string;
			category: string | null;
			/** @enum {string} */
			source_type: 'wms' | 'geotiff' | 'vector';
			/** @enum {string} */
			editable: 'creator-only' | 'everyone';
			is_global: boolean;
			/** Format: uuid */
			created_by: string | null;
			source_config: {
				[key: string]: unknown;
			};
			style_config: {
				[key: string]: unknown;
			};
			legend_config: {
				[key: string]: unknown;
			};
			metadata: {
				[key: string]: unknown;
			};
		};
		NewMap: {
			/** Format: uuid */
			id?: string;
			name: string;
			description?: string;
			center_lat?: number;
			center_lng?: number;
			zoom?: number;
			basemap?: string;
			/** @enum {string} */
			permission_level?: 'private' | 'collaborators' | 'public';
		};
		MapPatch: {
			name?: string;
			description?: string;
			center_lat?: number;
			center_lng?: number;
			zoom?: number;
			basemap?: string;
			/** @enum {string} */
			permission_level?: 'private' | 'collaborators' | 'public';
		};
		MapCopy: {
			/** Format: uuid */
			id?: string;
			name?: string;
		};
		NewStackEntry: {
			/** Format: uuid */
			layer_id: string;
			is_visible?: boolean;
			opacity?: number;
		};
		StackOrder: {
			/** @description Every layer of the map once, bottom to top */
			layer_ids: string[];
		};
		StackEntryPatch: {
			is_visible?: boolean;
			opacity?: number;
		};
		ListedLayer: components['schemas']['LayerSummary'] & {
			/** @description With which it comes onto a map */
			opacity: number;
			/** @description A small picture: here, which wants the token, or at the service of a WMS layer. Null for drawings. */
			preview_url: string | null;
		};
		LayerSummary: {
			/** Format: uuid */
			id: string;
			name: string;
			description: string;
			category: string | null;
			/** @enum {string} */
			source_type: 'wms' | 'geotiff' | 'vector';
			/** @enum {string} */
			editable: 'creator-only' | 'everyone';
			is_global: boolean;
			/** Format: uuid */
			created_by: string | null;
			created_by_name: string | null;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			updated_at: string;
		};
		Layer: components['schemas']['LayerSummary'] & {
			source_config: {
				[key: string]: unknown;
			};
			style_config: {
				[key: string]: unknown;
			};
			legend_config: {
				[key: string]: unknown;
			};
			metadata: {
				[key: string]: unknown;
			};
			/** @description What the caller may do with it beside reading */
			allowed: ('edit' | 'set_editable' | 'set_global' | 'delete')[];
		};
		NewLayer: {
			/** Format: uuid */
			id?: string;
			name: string;
			/** @enum {string} */
			source_type: 'wms' | 'geotiff' | 'vector';
			description?: string;
			category?: string | null;
			source_config?: {
				[key: string]: unknown;
			};
			style_config?: components['schemas']['VectorStyle'];
			legend_config?: {
				[key: string]: unknown;
			};
			metadata?: {
				[key: string]: unknown;
			};
			/** @enum {string} */
			editable?: 'creator-only' | 'everyone';
		};
		VectorStyle: {
			stroke?: string;
			strokeWidth?: number;
			fill?: string;
			fillOpacity?: number;
			pointSize?: number;
			/** @enum {string} */
			pointIcon?:
				| 'circle'
				| 'square'
				| 'triangle'
				| 'diamond'
				| 'anchor'
				| 'ship'
				| 'fish'
				| 'wind'
				| 'waves'
				| 'flag';
			/** @description With which the layer, of whatever kind, comes onto a map */
			opacity?: number;
		};
		LayerPatch: {
			name?: string;
			description?: string;
			category?: string | null;
			source_config?: {
				[key: string]: unknown;
			};
			style_config?: components['schemas']['VectorStyle'];
			legend_config?: {
				[key: string]: unknown;
			};
			metadata?: {
				[key: string]: unknown;
			};
			/** @enum {string} */
			editable?: 'creator-only' | 'everyone';
			is_global?: boolean;
		};
		FeatureCollection: {
			/** @enum {string} */
			type: 'FeatureCollection';
			numberMatched: number;
			numberReturned: number;
			features: components['schemas']['Feature'][];
		};
		Feature: {
			/** @enum {string} */
			type: 'Feature';
			/** Format: uuid */
			id: string;
			/** @description Its id in the file that it came from */
			source_id: string | null;
			geometry: components['schemas']['Geometry'];
			properties: {
				[key: string]: unknown;
			};
		};
		/** @description GeoJSON (RFC 7946): WGS 84, longitude first */
		Geometry: {
			type: string;
		} & {
			[key: string]: unknown;
		};
		AddedFeatures: {
			added: number;
			refused: number;
			features: components['schemas']['FeatureVerdict'][];
		};
		FeatureVerdict: {
			index: number;
			/** Format: uuid */
			id: string | null;
			ok: boolean;
			/** @description Why it is refused */
			reason?: string;
			/** @description What was mended */
			notes: string[];
		};
		NewFeature: {
			/** @enum {string} */
			type: 'Feature';
			id?: string | number;
			geometry: unknown;
			properties?: unknown;
		} & {
			[key: string]: unknown;
		};
		NewFeatures: {
			/** @enum {string} */
			type: 'FeatureCollection';
			features: unknown[];
		} & {
			[key: string]: unknown;
		};
		FeaturePatch: {
			/** @enum {string} */
			type?: 'Feature';
			id?: string;
			source_id?: string | null;
			geometry?: unknown;
			/** @description Named properties are set, `null` included; others stay */
			properties?: {
				[key: string]: unknown;
			} | null;
			/** @description Names of properties to take away */
			remove?: string[];
		};
		Collaborator: {
			/** Format: uuid */
			user_id: string;
			name: string;
			color: string;
			avatar_url: string | null;
			/** @description For the owner of the map and the person; `null` for others */
			email: string | null;
			/** @enum {string} */
			permission: 'view' | 'edit';
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			invited_at: string;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			accepted_at: string | null;
		};
		RemovedPerson: {
			/** Format: uuid */
			user_id: string;
			name: string;
			color: string;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			removed_at: string;
		};
		NewCollaborator: {
			/** Format: email */
			email?: string;
			/**
			 * Format: uuid
			 * @description Of somebody who took part in this map
			 */
			user_id?: string;
			/** @enum {string} */
			permission: 'view' | 'edit';
		};
		CollaboratorPatch: {
			/** @enum {string} */
			permission?: 'view' | 'edit';
		};
		ShareLink: {
			/** Format: uuid */
			id: string;
			/** @enum {string} */
			permission: 'view' | 'edit';
			/** @example KTRWPB */
			code: string | null;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			expires_at: string | null;
			max_uses: number | null;
			uses: number;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			created_at: string;
		};
		NewShareLinkAnswer: components['schemas']['ShareLink'] & {
			/** @description Part of the link; told this once only */
			token: string;
		};
		NewShareLink: {
			/** @enum {string} */
			permission: 'view' | 'edit';
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			expires_at?: string | null;
			max_uses?: number | null;
			/** @description Whether it also has a code to read aloud; it has by default */
			with_code?: boolean;
		};
		Joined: {
			/** Format: uuid */
			map_id: string;
			name: string;
			/**
			 * @description What the caller may do; whoever reads a public map may view
			 * @enum {string}
			 */
			role: 'owner' | 'edit' | 'view';
		};
		Join: {
			token?: string;
			/** @description Six letters; case, blanks and hyphens do not matter */
			code?: string;
		};
		Comment: {
			/** Format: uuid */
			id: string;
			/** Format: uuid */
			map_id: string;
			/** Format: uuid */
			layer_id: string | null;
			/** Format: uuid */
			feature_id: string | null;
			lng: number | null;
			lat: number | null;
			/** Format: uuid */
			parent_id: string | null;
			/** Format: uuid */
			author_id: string | null;
			author_name: string | null;
			/** @description Empty once it is deleted */
			content: string;
			is_resolved: boolean;
			is_deleted: boolean;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			created_at: string;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			updated_at: string;
		};
		NewComment: {
			/** Format: uuid */
			id?: string;
			/** Format: uuid */
			map_id: string;
			/** Format: uuid */
			layer_id?: string;
			/** Format: uuid */
			feature_id?: string;
			lng?: number;
			lat?: number;
			/** Format: uuid */
			parent_id?: string;
			content: string;
		};
		CommentPatch: {
			content?: string;
			is_resolved?: boolean;
		};
		Notification: {
			/** Format: uuid */
			id: string;
			/** @enum {string} */
			kind: 'reply' | 'mention' | 'invitation';
			/** Format: uuid */
			actor_id: string | null;
			actor_name: string | null;
			/** Format: uuid */
			map_id: string | null;
			map_name: string | null;
			/** Format: uuid */
			layer_id: string | null;
			/** Format: uuid */
			comment_id: string | null;
			is_read: boolean;
			/**
			 * Format: date-time
			 * @example 2026-05-01T08:30:00.000Z
			 */
			created_at: string;
		};
		Unread: {
			unread: number;
		};
		NotificationPatch: {
			is_read?: boolean;
		};
		Upload: {
			/** Format: uuid */
			id: string;
			file_name: string;
			/** @enum {string} */
			status: 'receiving' | 'complete' | 'failed';
			total_bytes: number;
			reason?: string;
			info?: {
				[key: string]: unknown;
			};
			is_cog?: boolean;
		};
		Config: {
			version: string;
			schema_version: number;
			identity:
				| {
						/** @enum {string} */
						provider: 'local';
				  }
				| {
						/** @enum {string} */
						provider: 'clerk';
						publishable_key: string;
						/** @example clerk.example.org */
						frontend_api: string;
				  };
			limits: {
				[key: string]: number;
			};
			basemaps: {
				id: string;
				name: string;
				/** @enum {string} */
				kind: 'raster' | 'style';
				/** Format: uri */
				url: string;
				attribution: string;
			}[];
		};
		Health: {
			/** @enum {string} */
			status: 'ok' | 'unavailable';
		};
	};
	responses: never;
	parameters: never;
	requestBodies: never;
	headers: never;
	pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
