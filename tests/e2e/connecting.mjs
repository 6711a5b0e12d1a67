// What journeys do in the connect view.

/** What Chromium says of about every third small answer whose body a page reads as a stream to its end. */
export const READ = /failed request: .*\/(dip|public)\/.*\(net::ERR_ABORTED\)/;

/** What a browser says by itself of answers that refuse. */
export const REFUSED = /failed request: .*\/(dip|public)\/.*|Failed to load resource/;

export const main = (page) => page.getByRole("main");

/** Chooses which DSS the form is about. */
export const choose = (page, name) => main(page).getByRole("radio", { name }).check();

/** Waits until the page is connected to `name`. */
export const connected = (page, name) => main(page).getByRole("heading", { level: 2, name: `Connected to ${name}` }).waitFor();

/** The row of an ability. */
export const ability = (page, name) => main(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });

/** Types a key and sends the form. */
export async function typeKey(page, key) {
  await main(page).getByLabel("Key of the API").fill(key);
  await main(page).getByRole("button", { name: "Test and connect" }).click();
}

/** Waits until the test has failed at `step`; gives back what is said about it. */
export async function failsAt(page, step) {
  const alert = main(page).getByRole("alert").filter({ hasText: "The test failed at the step" });
  await alert.getByText(`\u201c${step}\u201d`).waitFor();
  return alert.innerText();
}
