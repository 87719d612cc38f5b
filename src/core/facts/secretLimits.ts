/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html: bytes of a value. */
export const MAX_SECRET_BYTES = 65_536;
