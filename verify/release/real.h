/* real.h: the few functions of real numbers that statements of accuracy need, to about 17 digits. */
#ifndef VERIFY_RELEASE_REAL_H
#define VERIFY_RELEASE_REAL_H

/* e^-y for y >= 0; 0 where that is below the smallest number. */
long double real_exp_minus(long double y);
/* 1 - e^-y for y >= 0, accurate also where y is small. */
long double real_one_minus_exp(long double y);
/* Natural logarithm of x > 0. */
long double real_log(long double x);
/* Square root of x >= 0. */
long double real_sqrt(long double x);

#endif
