"""What a release says about its own noise (specification, 14.4), with 60 digits."""
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 60
TWENTIETH = Decimal(1) / 20


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def ratio(scale):
    """q = e^(-1/scale)."""
    return (-1 / decimal(scale)).exp()


def posterior(x):
    """Both bounds of one voter's choice, as texts."""
    power = decimal(x).exp()
    low = (1 / (1 + power)).quantize(Decimal("0.000001"), ROUND_FLOOR)
    high = (power / (1 + power)).quantize(Decimal("0.000001"), ROUND_CEILING)
    return f"{low:f}", f"{high:f}"


def _least(probability):
    """The least m with probability(m) at most 1/20; the probabilities fall."""
    most = 1
    while probability(most) > TWENTIETH:
        most *= 2
    least = 0
    while least < most:
        middle = (least + most) // 2
        if probability(middle) > TWENTIETH:
            least = middle + 1
        else:
            most = middle
    return least


def count_error(scale):
    q = ratio(scale)
    return _least(lambda m: 2 * q ** (m + 1) / (1 + q))


def margin_error(scale):
    q = ratio(scale)
    c = (1 + q * q) / (1 - q * q)
    return _least(lambda m: 2 * ((1 - q) / (1 + q)) ** 2 * q ** (m + 1) * ((m + 1 + c) / (1 - q) + q / (1 - q) ** 2))


def sum_error(scale, units):
    """Standard deviation of a sum, rounded to 3 decimals, and its Error95."""
    q = ratio(scale)
    deviation = ((2 * units * q).sqrt() / (1 - q)).quantize(Decimal("0.001"), ROUND_HALF_EVEN)
    return f"{deviation:f}", int((Decimal("1.96") * deviation).to_integral_value(ROUND_CEILING))
