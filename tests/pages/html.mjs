// What html-validate finds in a page.
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

/** Where we do as HTML allows, and html-validate would rather not. */
const ownWays = {
  'doctype-style': ['error', { style: 'lowercase' }],
  'form-dup-name': 'off', // the values of a filter share its name
  'long-title': 'off', // a title is its author's
  'prefer-native-element': ['error', { exclude: ['region'] }], // the box in which a table scrolls is no section
  'valid-id': ['error', { relaxed: true }], // places of passages have dots
};
const validator = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules: ownWays }));

/** Adds what is wrong with the HTML of an address to the findings. */
export function validate(findings, address, html) {
  for (const { messages } of validator.validateStringSync(html).results)
    for (const { ruleId, message, line } of messages) findings.add(`${address}, line ${line}`, ruleId, message);
}
