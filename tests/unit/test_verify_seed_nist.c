/* test_verify_seed_nist.c: the first pulse of chain 1 of NIST's randomness beacon, version 2.0 (23 July 2018), and the
 * certificate that signed it, as published at beacon.nist.gov/beacon/2.0/chain/1/pulse/1 and
 * .../certificate/5501e3d7..: a work of the United States government. Transcribed from the tests of the npm package
 * nist-randomness-beacon, which compare the beacon's answers with them; the digests inside show that no digit is wrong.
 */
#include "test_verify_seed_fixture.h"

static const char certificate_id[] =
    "5501e3d72bc42f3b96e16de4dcadcb16768e109662bd16d667d5fd9aee585af31bbdc5dd4f53592276064b53dddd76c8f360"
    "4b2a41db6e09f78f82bb5d6569e7";
static const char local_random_value[] =
    "88c3bf231794d4d6654924ef771268af1da9c2d6a3ea62a79c42d6399cd9de811c5c32ca71de2ec867510a8ce44be6d86944"
    "88be530c02eeb602d8703a4d294f";
static const char zeros[] =
    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000";
static const char precommitment[] =
    "6462c73a8d4913910c5aaa748ea82cd67eb4b73d2b3025121aa61354916ca65b9d25fd5fbece2583e7c5eb172ecf27404729"
    "35a7a9013e6e7c84a9ebd6effa15";
static const char signature[] =
    "8fd04c3cb2631064c7917c98b606870d6a38c7cfd05cb589eb5f139471f07c8d553b997b583ec14648a1ecacdf0c0ed5e7c8"
    "f888e7f1daf8d34e697b8a64a969db92dbc8d49a4085afa6ca068667677e6442f6e368458de7e32490bd6c80f79276a1ebbd"
    "602b8379936758444214a3b8b5c3bf70a21cf4fd468b6c69717cc779cfa2d195adb9f95139bb334e441d0633a18b7475faef"
    "4cddf0f1e04fc84b1497efe544b2f16f6bdd533e6da444517fbb4a6c016845cf3367e296097b469a3ae6a19c30669de37bca"
    "1984c5410e631ffeb6da1cf12654c98b5062c681d49594682938df1c0e76a08b8f1896fdab79a2af4b8e12bd1127e4c8c046"
    "e7ca5f02359342114dcc7a9178937865b004ba86b2995045aa8f5505d4824c9855218f44ae83a99de091de619e1d6ca9e8a0"
    "c7e3e1acbd3bc1e6354087ea5306328541d77b9e68364ea9fa747c3794f1b90a77350fe5a7de0b6907339d2c9a3c57a07aec"
    "d70ec71cd5371aee203934a472e5a7ffcb31b01eff52374d5a7bfa55e8722843adbbd63183bee5565c01f51db47069da5007"
    "d1cf76fda9070eaf4a12929a66190fc594377d60044f4e1809bd297cb540a90ffee22f14f8c2754a7f256a5ca07ab4513661"
    "02ecc7dff8642caee1afcf0147eca24c79e9163b6e9fb262d179690f2460f269c3b209fe67737a60db98b807e1e3147f3a8b"
    "bb482be4ba93372508ad837a";
const char nist_output_value[] =
    "7665f054f21b50df62cd3e50af8eb783e30d271b091de051212d301e0e3d17ffcf0367db41cffd3c51e88bde0b0621f49eb0"
    "3435bc373d5d49480941a8b3547e";
const char nist_certificate[] = "-----BEGIN CERTIFICATE-----\n"
                                "MIIHWzCCBkOgAwIBAgIQCrOnD+Dvk39rGwz3xX6StTANBgkqhkiG9w0BAQsFADBE\n"
                                "MQswCQYDVQQGEwJVUzEVMBMGA1UEChMMRGlnaUNlcnQgSW5jMR4wHAYDVQQDExVE\n"
                                "aWdpQ2VydCBHbG9iYWwgQ0EgRzIwHhcNMTgwMTEwMDAwMDAwWhcNMTkwMTExMTIw\n"
                                "MDAwWjCBozELMAkGA1UEBhMCVVMxETAPBgNVBAgTCE1hcnlsYW5kMRUwEwYDVQQH\n"
                                "EwxHYWl0aGVyc2J1cmcxNzA1BgNVBAoTLk5hdGlvbmFsIEluc3RpdHV0ZSBvZiBT\n"
                                "dGFuZGFyZHMgYW5kIFRlY2hub2xvZ3kxEDAOBgNVBAsTB0lUTC9DU0QxHzAdBgNV\n"
                                "BAMTFmVuZ2luZS5iZWFjb24ubmlzdC5nb3YwggIiMA0GCSqGSIb3DQEBAQUAA4IC\n"
                                "DwAwggIKAoICAQDqdbhEDfBOCzCjW6cKBSKkkl8pc7v6VDDI21VAs5fOyZRoSwfW\n"
                                "tHc9YkVoYBaNTfmUBW5Q8hWbk65VftCznjEFIa05ldME/ABGKSkQKFyC3ELsE4+e\n"
                                "nkM1I9EJOt9dCSH9dSmzwjFf8C/fxhGqYEatH8GenuQ/FbU7shiigiqHUJU9SSVZ\n"
                                "trH4qV7szmcIBd/VzVTgLFipF8nl6EoScEIdgOC+ZmRo0LLfB/ulUT7iaXuzB0GP\n"
                                "ocMjwk4yfJgHNkHitgGMoDNYGVz4sU0QCtQSAXjjvwAMb+EzGBV08Zj2qNMEANKX\n"
                                "cvdRRA340t3oC6PbmeW+7w+IRo0to8AqhUlSAobmty6pOUzykEdhg/g6FKOowQEz\n"
                                "JZkhHd1/7Fh7XRHvc6EKz5tjAP+c5MUP9ni6O2N6uzrNbm94p0JmGk6DwJVWS0A1\n"
                                "l7M/xjON3aZN2f2ZSlezurBh9GBWENniHUsG/iOJdtjb+VE8VCr+J3Ltn62CfbgU\n"
                                "4aW+XbwHtZq+jtLzf2VKgHpeM4LKCzgQbhSbJNuuNCm2ib8PaS/f+kz+p9D8Rd/q\n"
                                "Te4/w03a+bqZRBcql8K7n73ysT+r595oos6AQujj4rgOHU7byZDLRGbMHPhox4OD\n"
                                "Dd7iYGhMHcfUez7FYJF0zNQafEt7iZP6U/PigtPoi3lJNPLcijbNcFNSowIDAQAB\n"
                                "o4IC5zCCAuMwHwYDVR0jBBgwFoAUJG4rLdBqklFRJWkBqppHponnQCAwHQYDVR0O\n"
                                "BBYEFB69FZvO+nhCyDuDd1uLZchw4+j3MCEGA1UdEQQaMBiCFmVuZ2luZS5iZWFj\n"
                                "b24ubmlzdC5nb3YwDgYDVR0PAQH/BAQDAgWgMB0GA1UdJQQWMBQGCCsGAQUFBwMB\n"
                                "BggrBgEFBQcDAjB3BgNVHR8EcDBuMDWgM6Axhi9odHRwOi8vY3JsMy5kaWdpY2Vy\n"
                                "dC5jb20vRGlnaUNlcnRHbG9iYWxDQUcyLmNybDA1oDOgMYYvaHR0cDovL2NybDQu\n"
                                "ZGlnaWNlcnQuY29tL0RpZ2lDZXJ0R2xvYmFsQ0FHMi5jcmwwTAYDVR0gBEUwQzA3\n"
                                "BglghkgBhv1sAQEwKjAoBggrBgEFBQcCARYcaHR0cHM6Ly93d3cuZGlnaWNlcnQu\n"
                                "Y29tL0NQUzAIBgZngQwBAgIwdAYIKwYBBQUHAQEEaDBmMCQGCCsGAQUFBzABhhho\n"
                                "dHRwOi8vb2NzcC5kaWdpY2VydC5jb20wPgYIKwYBBQUHMAKGMmh0dHA6Ly9jYWNl\n"
                                "cnRzLmRpZ2ljZXJ0LmNvbS9EaWdpQ2VydEdsb2JhbENBRzIuY3J0MAkGA1UdEwQC\n"
                                "MAAwggEFBgorBgEEAdZ5AgQCBIH2BIHzAPEAdgC72d+8H4pxtZOUI5eqkntHOFeV\n"
                                "CqtS6BqQlmQ2jh7RhQAAAWDgpJnPAAAEAwBHMEUCIQC1eW0bNSeOZNYU8Of5/oZr\n"
                                "fruiiiIYK/QKct/hCsXgdwIgS5/nMOviHGu2/FLTMkWFAva+wBVGNrsRdbD6yLoQ\n"
                                "BNgAdwCHdb/nWXz4jEOZX73zbv9WjUdWNv9KtWDBtOr/XqCDDwAAAWDgpJm5AAAE\n"
                                "AwBIMEYCIQCq1AvkODGe/zTX56kishId42HRCiEDa1/Wq8F9/DOabwIhAI5UbEeE\n"
                                "Q20nuadFVxpJgirXFYpAzjlr6/emIXRc5E1LMA0GCSqGSIb3DQEBCwUAA4IBAQAs\n"
                                "WjP0Sj4r2nHWLKi45aUwhS+WZzq3cDPa92QDP6LnFTtzUicPpOyLYcWOsc7SKyGi\n"
                                "BlWgxHp9vmoO+25gCXSbet42Yl1PXFhTpZcPHPxO/BknRGe9CY1pmOOyjsxwMZ8a\n"
                                "qH2He7anCpHk5AEfLX0F+WHjEtnYBrRhMM6GtftHXXxuAhGuH0zmzbwakREOoWNO\n"
                                "Q2iTFVBb9UybxHbl9r0rVD3x5FpRrTf90l5dhrERzhtjone/DtQU/5wRagRTKjeQ\n"
                                "VaCu59An0vNCJYVWPbOypZCRdbcKlcd3GoMx2DosfFcdgSLR1h9+O0y3DsonJgiT\n"
                                "Q2l+vxzeaIsZqUEYrLaq\n"
                                "-----END CERTIFICATE-----\n";

const struct pulse nist_pulse = {
    .text =
        {
            [PULSE_URI] = "https://beacon.nist.gov/beacon/2.0/chain/1/pulse/1",
            [PULSE_VERSION] = "Version 2.0",
            [PULSE_CERTIFICATE_ID] = certificate_id,
            [PULSE_TIME_STAMP] = "2018-07-23T19:26:00.000Z",
            [PULSE_LOCAL_RANDOM_VALUE] = local_random_value,
            [PULSE_EXTERNAL_SOURCE_ID] = zeros,
            [PULSE_EXTERNAL_VALUE] = zeros,
            [PULSE_PREVIOUS] = zeros,
            [PULSE_HOUR] = zeros,
            [PULSE_DAY] = zeros,
            [PULSE_MONTH] = zeros,
            [PULSE_YEAR] = zeros,
            [PULSE_PRECOMMITMENT_VALUE] = precommitment,
            [PULSE_SIGNATURE_VALUE] = signature,
            [PULSE_OUTPUT_VALUE] = nist_output_value,
        },
    .number = {[PULSE_PERIOD] = 60000, [PULSE_CHAIN_INDEX] = 1, [PULSE_PULSE_INDEX] = 1, [PULSE_STATUS_CODE] = 1},
    .certificate = nist_certificate,
};
