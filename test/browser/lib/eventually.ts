/** Repeats until the assertion holds: what a person sees comes a moment later. */
export async function eventually(assertion: () => Promise<void>, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ; await new Promise(resolve => setTimeout(resolve, 200))) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
