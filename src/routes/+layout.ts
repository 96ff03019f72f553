// The app is static and its data lives in this browser: nothing is rendered on a server.
export const ssr = false;
export const prerender = false;
