// What the rules of Azure speak of: the values of the platform in a region, the settings of Azure there, and the
// facts that follow from both. Must not know any rule.
import { z } from 'zod';
import { AzureSettings } from '../../../schemas/azure.ts';
import { UmbrellaValues } from '../../../schemas/umbrella.ts';
import { valuesOf } from '../../engine/index.ts';
import { AzureFacts } from '../azure/facts.ts';

const root = valuesOf(
  UmbrellaValues.extend({
    region: z.strictObject({ name: z.string() }),
    azure: AzureSettings,
    azureFacts: AzureFacts,
  }),
);

export const { api, azure, azureFacts: facts, global, region } = root;
