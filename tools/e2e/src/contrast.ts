import type { Page } from 'playwright-core';

/**
 * Texts with less contrast to what lies behind them than WCAG 2.2, 1.4.3 asks for: 4.5, or 3 when large. What cannot be used now, and
 * decoration that is hidden from readers, is excused.
 */
export const paleTexts = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], under) => [r, g, b].map((part, place) => part * a + under[place] * (1 - a));
    const background = (element) => {
      if (!element) return [255, 255, 255];
      const own = rgba(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own.slice(0, 3) : over(own, background(element.parentElement));
    };
    const luminance = (colour) => {
      const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
      const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    };
    const pale = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const words = texts.currentNode.textContent.trim();
      const element = texts.currentNode.parentElement;
      if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (element.closest(':disabled, [data-disabled], script, style, noscript')) continue;
      const { color, fontSize, fontWeight, clipPath } = getComputedStyle(element);
      if (clipPath !== 'none') continue;
      const size = parseFloat(fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
      const behind = background(element);
      const found = contrast(over(rgba(color), behind), behind);
      if (found < (large ? 3 : 4.5)) pale.add(words.slice(0, 40) + ': ' + found.toFixed(2));
    }
    return [...pale];
  })()`);
