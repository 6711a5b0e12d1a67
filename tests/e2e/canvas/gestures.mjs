// Gestures on a canvas, with the time of the page's main thread that each of their steps takes.

const STEPS = 40;

/** Keeps every memory of WebAssembly, so that its size can be asked for. */
export function keepMemories() {
  window.memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...from) => {
      const made = await original.apply(WebAssembly, from);
      const { exports } = made.instance ?? made;
      for (const one of Object.values(exports)) if (one instanceof WebAssembly.Memory) window.memories.add(one);
      return made;
    };
  }
}

/** Two frames: what a step asked for is on the screen by then. */
export const frames = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** A meter of the main thread's processor time, in milliseconds. A crowded machine makes it no longer. */
export async function meter(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const read = async (name) => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === name).value;
  };
  /** What `act` takes, in milliseconds. */
  const cost = async (act) => {
    const start = await read("ThreadTime");
    await act();
    return (await read("ThreadTime") - start) * 1_000;
  };
  /** The heap of the script, in bytes, without what nobody holds. */
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return read("JSHeapUsedSize");
  };
  return { cost, heap };
}

/** Waits until the page has done what it put off. */
export async function rest(page) {
  await page.waitForTimeout(600);
  await frames(page);
}

/** Moves the pointer in a circle, ends where it began, and gives the way from there. */
async function circle(page, { x, y }, radius) {
  for (let step = 1; step <= STEPS; step += 1) {
    const turn = (2 * Math.PI * step) / STEPS;
    await page.mouse.move(x + radius * Math.sin(turn), y + radius * (1 - Math.cos(turn)));
    await frames(page);
  }
}

/** Drags what is at `at`; the time of a step with its share of the drop, and that of the drop alone. */
export async function drag(page, cost, at) {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const moved = await cost(() => circle(page, at, 60));
  await page.mouse.move(at.x + 48, at.y + 24);
  await frames(page);
  const drop = await cost(async () => {
    await page.mouse.up();
    await rest(page);
  });
  return { step: (moved + drop) / STEPS, drop };
}

/** Pans from `at`, where nothing is; the time of a step with its share of what comes to rest after. */
export async function pan(page, cost, at) {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const moved = await cost(() => circle(page, at, 150));
  const after = await cost(async () => {
    await page.mouse.up();
    await rest(page);
  });
  return (moved + after) / STEPS;
}

/** Turns the wheel at `at`, five notches in and five out; the time of a step as for panning. */
export async function zoom(page, cost, at) {
  await page.mouse.move(at.x, at.y);
  const turned = await cost(async () => {
    for (let step = 0; step < STEPS; step += 1) {
      await page.mouse.wheel(0, step % 10 < 5 ? -100 : 100);
      await frames(page);
    }
  });
  const after = await cost(() => rest(page));
  return (turned + after) / STEPS;
}
