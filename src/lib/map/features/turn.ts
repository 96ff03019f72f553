/**
 * Runs the task in the next turn of the event loop, after input and painting had theirs. A nested
 * timer would wait 4 ms or more each time. Returns the undo.
 */
export function inNextTurn(task: () => void): () => void {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		task();
	};
	port2.postMessage(null);
	return () => port1.close();
}
