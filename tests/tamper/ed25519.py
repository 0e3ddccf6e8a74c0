"""Ed25519 signatures by libcrypto without a process for each: a test that signs thousands of packages would else mostly start openssl."""
import ctypes
from functools import lru_cache

CRYPTO = ctypes.CDLL("libcrypto.so.3")
for function in ("BIO_new_mem_buf", "PEM_read_bio_PrivateKey", "EVP_MD_CTX_new"):
    getattr(CRYPTO, function).restype = ctypes.c_void_p


@lru_cache(maxsize=None)
def _key(path):
    data = open(path, "rb").read()
    bio = ctypes.c_void_p(CRYPTO.BIO_new_mem_buf(data, len(data)))
    key = CRYPTO.PEM_read_bio_PrivateKey(bio, None, None, None)
    CRYPTO.BIO_free(bio)
    assert key, path
    return ctypes.c_void_p(key)


def sign(private, data):
    """The same 64 bytes as package.sign makes with the openssl command."""
    context = ctypes.c_void_p(CRYPTO.EVP_MD_CTX_new())
    signature, length = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
    good = CRYPTO.EVP_DigestSignInit(context, None, None, None, _key(str(private))) == 1
    good = good and CRYPTO.EVP_DigestSign(context, signature, ctypes.byref(length), data, ctypes.c_size_t(len(data))) == 1
    CRYPTO.EVP_MD_CTX_free(context)
    assert good and length.value == 64
    return signature.raw
