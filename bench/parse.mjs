// What it costs to parse files of values, and nothing else: one process reads the texts, warms up, and parses
// them over and over. Prints the CPU milliseconds of one turn, files together. Must not know Chartwright.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const turns = 1000;
const texts = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
const parseAll = () => texts.map((text) => parse(text));
for (let turn = 0; turn < turns; turn += 1) parseAll();
const before = process.cpuUsage();
for (let turn = 0; turn < turns; turn += 1) parseAll();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${(user + system) / 1000 / turns}\n`);
