/** What a drag from the views carries beside plain text: names and ARNs as JSON, never a value. */
export const draggedMime = 'application/vnd.keyhole.items';
