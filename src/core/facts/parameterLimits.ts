/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html: bytes of a value. */
export const MAX_VALUE_BYTES = { Standard: 4_096, Advanced: 8_192 } as const;
