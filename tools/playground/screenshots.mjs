// The pictures of the documentation: node screenshots.mjs ADDRESS DIRECTORY, with `shapelint playground` running there.
import { chromium } from "playwright-core";
const [address, directory] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
for (const [width, theme] of [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]]) {
  const page = await browser.newPage({ viewport: { width, height: width > 500 ? 760 : 844 } });
  const end = width === 1280 && theme === "light" ? "" : `-${width}-${theme}`;
  await page.goto(`${address}?lang=en&theme=${theme}`);
  await page.waitForSelector("html[data-checked]", { timeout: 60000 });
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${directory}/playground-code${end}.png`, fullPage: width < 500 });
  await page.selectOption("#examples", "0");
  await page.click("#tab-stack");
  await page.waitForSelector("#total:not(:empty)", { timeout: 60000 });
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${directory}/playground-stack${end}.png`, fullPage: width < 500 });
  await page.close();
}
await browser.close();
