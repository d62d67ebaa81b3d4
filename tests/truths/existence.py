"""Makes existence.tsv: points where the slope is in question, with the truth found by reasoning.

The table below was made by hand; each row is checked here by one-sided quotients at steps of
10^-12 and 10^-20 with 150 digits (mpmath). Run: python3 existence.py > existence.tsv

Verdicts. `slope`: it exists (value). `corner`: one-sided slopes differ, at least one finite.
`vertical`: both infinite with one sign. `cusp`: both infinite with opposite signs. `jump`: the function
does not tend to its value (or, undefined there, tends to two values). `end`: the end of the domain with
a value; the slope of the side inside is given. Undefined at the point: `pole` (grows without bound on a
side), `hole` (one finite limit, given as value), `domain` (no value, none of these).
Definedness is strict: every sub-expression needs a value. Where a careful reader may name the thing
otherwise, further verdicts follow after `|`, the preferred one first.
"""

import sys

import mpmath

from reading import Outside, number, read, variables

# expression ; point ; verdict ; value or limit ; left ; right        (empty: none)
TABLE = """
abs(x) ; 0 ; corner ; ; -1 ; 1
-abs(x) ; 0 ; corner ; ; 1 ; -1
abs(x) ; 1e-30 ; slope ; 1 ; 1 ; 1
abs(x-3) ; 3 ; corner ; ; -1 ; 1
abs(2*x+1) ; -1/2 ; corner ; ; -2 ; 2
abs(x)+x ; 0 ; corner ; ; 0 ; 2
abs(x)-x ; 0 ; corner ; ; -2 ; 0
abs(x)-abs(x) ; 0 ; slope ; 0 ; 0 ; 0
x*abs(x) ; 0 ; slope ; 0 ; 0 ; 0
abs(x)*abs(x) ; 0 ; slope ; 0 ; 0 ; 0
abs(x)^2 ; 0 ; slope ; 0 ; 0 ; 0
abs(x)^3 ; 0 ; slope ; 0 ; 0 ; 0
abs(x^3) ; 0 ; slope ; 0 ; 0 ; 0
abs(x^2-4) ; 2 ; corner ; ; -4 ; 4
abs(x^2-4) ; -2 ; corner ; ; -4 ; 4
abs(x^3-x^2) ; 0 ; slope ; 0 ; 0 ; 0
abs(x^3-x^2) ; 1 ; corner ; ; -1 ; 1
abs(sin(x)) ; pi ; corner ; ; -1 ; 1
abs(sin(x)) ; 0 ; corner ; ; -1 ; 1
abs(sin(x)) ; pi/2 ; slope ; 0 ; 0 ; 0
abs(cos(x)) ; pi/2 ; corner ; ; -1 ; 1
abs(sin(x))^2 ; pi ; slope ; 0 ; 0 ; 0
abs(ln(x)) ; 1 ; corner ; ; -1 ; 1
abs(exp(x)-1) ; 0 ; corner ; ; -1 ; 1
abs(tan(x)) ; 0 ; corner ; ; -1 ; 1
abs(abs(x)-1) ; 0 ; corner ; ; 1 ; -1
abs(abs(x)-1) ; 1 ; corner ; ; -1 ; 1
abs(abs(x)-1) ; -1 ; corner ; ; -1 ; 1
abs(x-3)+abs(x+3) ; 3 ; corner ; ; 0 ; 2
abs(x-1)+abs(x+1) ; 0 ; slope ; 0 ; 0 ; 0
abs(x)*sin(x) ; 0 ; slope ; 0 ; 0 ; 0
abs(x)*cos(x) ; 0 ; corner ; ; -1 ; 1
abs(x)*exp(x) ; 0 ; corner ; ; -1 ; 1
abs(x)*(1-cos(x)) ; 0 ; slope ; 0 ; 0 ; 0
exp(abs(x)) ; 0 ; corner ; ; -1 ; 1
exp(-abs(x)) ; 0 ; corner ; ; 1 ; -1
exp(-abs(x)) ; 1e-20 ; slope ; -exp(-1e-20) ; -exp(-1e-20) ; -exp(-1e-20)
sin(abs(x)) ; 0 ; corner ; ; -1 ; 1
cos(abs(x)) ; 0 ; slope ; 0 ; 0 ; 0
cosh(abs(x)) ; 0 ; slope ; 0 ; 0 ; 0
atan(abs(x)) ; 0 ; corner ; ; -1 ; 1
tanh(abs(x)) ; 0 ; corner ; ; -1 ; 1
ln(1+abs(x)) ; 0 ; corner ; ; -1 ; 1
1/(1+abs(x)) ; 0 ; corner ; ; 1 ; -1
x/(1+abs(x)) ; 0 ; slope ; 1 ; 1 ; 1
2^abs(x) ; 0 ; corner ; ; -ln(2) ; ln(2)
sqrt(x^2) ; 0 ; corner ; ; -1 ; 1
sqrt(x^2)^3 ; 0 ; slope ; 0 ; 0 ; 0
sqrt(x^4) ; 0 ; slope ; 0 ; 0 ; 0
sqrt(x^6) ; 0 ; slope ; 0 ; 0 ; 0
sqrt(x^2)-abs(x) ; 0 ; slope ; 0 ; 0 ; 0
sqrt(x^2+x^3) ; 0 ; corner ; ; -1 ; 1
sqrt(x^2+1) ; 0 ; slope ; 0 ; 0 ; 0
sqrt((x-1)^2) ; 1 ; corner ; ; -1 ; 1
sqrt(1-cos(x)) ; 0 ; corner ; ; -1/sqrt(2) ; 1/sqrt(2)
sqrt(1-sin(x)) ; pi/2 ; corner ; ; -1/sqrt(2) ; 1/sqrt(2)
sqrt(sin(x)^2) ; 0 ; corner ; ; -1 ; 1
sqrt(1-cos(x)^2) ; 0 ; corner ; ; -1 ; 1
sqrt(exp(x)-1-x) ; 0 ; corner ; ; -1/sqrt(2) ; 1/sqrt(2)
sqrt(abs(x)) ; 0 ; cusp ; ; -inf ; inf
-sqrt(abs(x)) ; 0 ; cusp ; ; inf ; -inf
sqrt(abs(x))+x ; 0 ; cusp ; ; -inf ; inf
sqrt(abs(x))-sqrt(abs(x)) ; 0 ; slope ; 0 ; 0 ; 0
x*sqrt(abs(x)) ; 0 ; slope ; 0 ; 0 ; 0
sqrt(abs(x))*sqrt(abs(x)) ; 0 ; corner ; ; -1 ; 1
sqrt(abs(x))*abs(x) ; 0 ; slope ; 0 ; 0 ; 0
sign(x)*sqrt(abs(x)) ; 0 ; vertical ; ; inf ; inf
sqrt(abs(x-2)) ; 2 ; cusp ; ; -inf ; inf
sqrt(abs(sin(x))) ; pi ; cusp ; ; -inf ; inf
cos(sqrt(abs(x))) ; 0 ; corner ; ; 1/2 ; -1/2
exp(sqrt(abs(x))) ; 0 ; cusp ; ; -inf ; inf
abs(x)^1.5 ; 0 ; slope ; 0 ; 0 ; 0
abs(x)^0.9 ; 0 ; cusp ; ; -inf ; inf
abs(x)^1.1 ; 0 ; slope ; 0 ; 0 ; 0
abs(x)^pi ; 0 ; slope ; 0 ; 0 ; 0
cbrt(x) ; 0 ; vertical ; ; inf ; inf
-cbrt(x) ; 0 ; vertical ; ; -inf ; -inf
cbrt(x-5) ; 5 ; vertical ; ; inf ; inf
cbrt(2-x) ; 2 ; vertical ; ; -inf ; -inf
cbrt(x^3) ; 0 ; slope ; 1 ; 1 ; 1
cbrt(x)^3 ; 0 ; slope ; 1 ; 1 ; 1
cbrt(x^2) ; 0 ; cusp ; ; -inf ; inf
cbrt(x)^2 ; 0 ; cusp ; ; -inf ; inf
cbrt(x)*x ; 0 ; slope ; 0 ; 0 ; 0
cbrt(x^4) ; 0 ; slope ; 0 ; 0 ; 0
cbrt(x)+cbrt(-x) ; 0 ; slope ; 0 ; 0 ; 0
cbrt(sin(x)) ; 0 ; vertical ; ; inf ; inf
cbrt(sin(x)) ; pi ; vertical ; ; -inf ; -inf
cbrt(x-sin(x)) ; 0 ; slope ; 1/cbrt(6) ; 1/cbrt(6) ; 1/cbrt(6)
cbrt(tan(x)-x) ; 0 ; slope ; 1/cbrt(3) ; 1/cbrt(3) ; 1/cbrt(3)
cbrt(x^3-x^2) ; 1 ; vertical ; ; inf ; inf
cbrt(x^3-x^2) ; 0 ; cusp ; ; inf ; -inf
cbrt(abs(x)^3) ; 0 ; corner ; ; -1 ; 1
cbrt(x-1)+abs(x-1) ; 1 ; vertical ; ; inf ; inf
tanh(cbrt(x)) ; 0 ; vertical ; ; inf ; inf
exp(cbrt(x)) ; 0 ; vertical ; ; inf ; inf
cos(cbrt(x)) ; 0 ; cusp ; ; inf ; -inf
x^(1/3) ; 0 ; vertical ; ; inf ; inf
x^(1/3) ; -8 ; slope ; 1/12 ; 1/12 ; 1/12
x^(1/5) ; 0 ; vertical ; ; inf ; inf
x^(2/3) ; 0 ; cusp ; ; -inf ; inf
-x^(2/3) ; 0 ; cusp ; ; inf ; -inf
(x-1)^(2/3) ; 1 ; cusp ; ; -inf ; inf
(x^2)^(1/3) ; 0 ; cusp ; ; -inf ; inf
(x^2)^(1/4) ; 0 ; cusp ; ; -inf ; inf
(x^2)^0.75 ; 0 ; slope ; 0 ; 0 ; 0
(x^2)^0.5 ; 0 ; corner ; ; -1 ; 1
x^(4/3) ; 0 ; slope ; 0 ; 0 ; 0
x^(5/3) ; 0 ; slope ; 0 ; 0 ; 0
x^(4/5) ; 0 ; cusp ; ; -inf ; inf
x^(3/5) ; 0 ; vertical ; ; inf ; inf
1-x^(2/3) ; 0 ; cusp ; ; inf ; -inf
x^(2/3)*(x-5) ; 0 ; cusp ; ; inf ; -inf
x^(2/3)*x ; 0 ; slope ; 0 ; 0 ; 0
max(x, 0) ; 0 ; corner ; ; 0 ; 1
max(0, x) ; -1e-40 ; slope ; 0 ; 0 ; 0
min(x, 0) ; 0 ; corner ; ; 1 ; 0
max(x, -x) ; 0 ; corner ; ; -1 ; 1
min(x, -x) ; 0 ; corner ; ; 1 ; -1
max(x, 2*x) ; 0 ; corner ; ; 1 ; 2
min(x, 2*x) ; 0 ; corner ; ; 2 ; 1
max(x, x) ; 0 ; slope ; 1 ; 1 ; 1
max(x, sin(x)) ; 0 ; slope ; 1 ; 1 ; 1
max(x^2, -x^2) ; 0 ; slope ; 0 ; 0 ; 0
max(x^2, x) ; 1 ; corner ; ; 1 ; 2
min(x^2, x^3) ; 0 ; slope ; 0 ; 0 ; 0
min(x^2, x^3) ; 1 ; corner ; ; 3 ; 2
min(sin(x), cos(x)) ; pi/4 ; corner ; ; 1/sqrt(2) ; -1/sqrt(2)
max(sin(x), cos(x)) ; pi/4 ; corner ; ; -1/sqrt(2) ; 1/sqrt(2)
max(abs(x), 1) ; 1 ; corner ; ; 0 ; 1
min(max(x, 0), 1) ; 0 ; corner ; ; 0 ; 1
min(max(x, 0), 1) ; 1 ; corner ; ; 1 ; 0
max(0, x)^2 ; 0 ; slope ; 0 ; 0 ; 0
max(0, x)*max(0, -x) ; 0 ; slope ; 0 ; 0 ; 0
max(0, x)-max(0, -x) ; 0 ; slope ; 1 ; 1 ; 1
max(0.01*x, x) ; 0 ; corner ; ; 0.01 ; 1
max(x, cbrt(x)) ; 0 ; corner|vertical ; ; 1 ; inf
sqrt(max(x, 0)) ; 0 ; corner|vertical ; ; 0 ; inf
max(x, 0)^1.5 ; 0 ; slope ; 0 ; 0 ; 0
max(exp(x), 1+x) ; 0 ; slope ; 1 ; 1 ; 1
hypot(x, 0) ; 0 ; corner ; ; -1 ; 1
hypot(x, x) ; 0 ; corner ; ; -sqrt(2) ; sqrt(2)
hypot(x, 2*x) ; 0 ; corner ; ; -sqrt(5) ; sqrt(5)
hypot(x^2, 0) ; 0 ; slope ; 0 ; 0 ; 0
hypot(x, 1) ; 0 ; slope ; 0 ; 0 ; 0
hypot(x-1, 0) ; 1 ; corner ; ; -1 ; 1
sign(x) ; 0 ; jump ; ; ;
sign(x) ; 1e-50 ; slope ; 0 ; 0 ; 0
sign(x)^2 ; 0 ; jump ; ; ;
sign(x^2) ; 0 ; jump ; ; ;
x*sign(x) ; 0 ; corner ; ; -1 ; 1
x^2*sign(x) ; 0 ; slope ; 0 ; 0 ; 0
sign(x)*sin(x) ; 0 ; corner ; ; -1 ; 1
sign(x)*(1-cos(x)) ; 0 ; slope ; 0 ; 0 ; 0
sign(x)*cos(x) ; 0 ; jump ; ; ;
sign(x)*abs(x) ; 0 ; slope ; 1 ; 1 ; 1
sign(x-2)*(x-2)^2 ; 2 ; slope ; 0 ; 0 ; 0
sign(sin(x)) ; pi ; jump ; ; ;
floor(x) ; 1 ; jump ; ; ;
floor(x) ; 0.5 ; slope ; 0 ; 0 ; 0
floor(x) ; 0.9999999999999999999999999 ; slope ; 0 ; 0 ; 0
floor(x) ; -3 ; jump ; ; ;
ceil(x) ; 2 ; jump ; ; ;
ceil(x) ; 2.25 ; slope ; 0 ; 0 ; 0
round(x) ; 0.5 ; jump ; ; ;
round(x) ; -1.5 ; jump ; ; ;
round(x) ; 1 ; slope ; 0 ; 0 ; 0
floor(x)*(x-1)^2 ; 1 ; slope ; 0 ; 0 ; 0
(x-1)*floor(x) ; 1 ; corner ; ; 0 ; 1
x*floor(x) ; 1 ; jump ; ; ;
x*floor(x) ; 0 ; corner ; ; -1 ; 0
x^2*floor(x) ; 0 ; slope ; 0 ; 0 ; 0
floor(x)+x ; 1 ; jump ; ; ;
x-floor(x) ; 1 ; jump ; ; ;
floor(x)-floor(x) ; 1 ; slope ; 0 ; 0 ; 0
floor(x)+ceil(-x) ; 1 ; slope ; 0 ; 0 ; 0
(x-floor(x))*(x-floor(x)-1) ; 1 ; corner ; ; 1 ; -1
(x-floor(x))^2*(x-floor(x)-1)^2 ; 1 ; slope ; 0 ; 0 ; 0
round(x)*(x-0.5) ; 1/2 ; corner ; ; 0 ; 1
ceil(x)*(x-2) ; 2 ; corner ; ; 2 ; 3
floor(x^2) ; 0 ; slope ; 0 ; 0 ; 0
floor(-x^2) ; 0 ; jump ; ; ;
floor(x^2) ; 1 ; jump ; ; ;
floor(x^2) ; sqrt(2) ; jump ; ; ;
floor(sin(x)) ; pi/2 ; jump ; ; ;
floor(sin(x)) ; pi ; jump ; ; ;
floor(cos(x)) ; 0 ; jump ; ; ;
ceil(cos(x)) ; 0 ; slope ; 0 ; 0 ; 0
ceil(cos(x)) ; pi/2 ; jump ; ; ;
floor(abs(x)) ; 0 ; slope ; 0 ; 0 ; 0
sin(pi*x)*floor(x) ; 1 ; corner ; ; 0 ; -pi
sin(pi*x)^2*floor(x) ; 1 ; slope ; 0 ; 0 ; 0
exp(floor(x)) ; 2 ; jump ; ; ;
abs(floor(x)) ; 0 ; jump ; ; ;
1/floor(x) ; 0.5 ; domain|pole ; ; ;
atan2(x, -1) ; 0 ; jump ; ; ;
atan2(x, 1) ; 0 ; slope ; 1 ; 1 ; 1
atan2(0, x) ; 0 ; domain|jump ; ; ;
atan2(x, x) ; 0 ; domain|jump ; ; ;
atan2(x^2, x) ; 0 ; domain|jump ; ; ;
atan2(0, x) ; -1 ; slope ; 0 ; 0 ; 0
atan2(1, x) ; 0 ; slope ; -1 ; -1 ; -1
atan2(x^2, -1) ; 0 ; slope ; 0 ; 0 ; 0
atan2(-x^2, -1) ; 0 ; jump ; ; ;
asin(sin(x)) ; pi/2 ; corner ; ; 1 ; -1
asin(sin(x)) ; -pi/2 ; corner ; ; -1 ; 1
acos(cos(x)) ; 0 ; corner ; ; -1 ; 1
acos(cos(x)) ; pi ; corner ; ; 1 ; -1
atan(tan(x)) ; pi/2 ; jump|pole|domain ; ; ;
acosh(cosh(x)) ; 0 ; corner ; ; -1 ; 1
asin(1-x^2) ; 0 ; corner ; ; sqrt(2) ; -sqrt(2)
acos(1-x^2) ; 0 ; corner ; ; -sqrt(2) ; sqrt(2)
asin(1-x^4) ; 0 ; slope ; 0 ; 0 ; 0
acosh(1+x^2) ; 0 ; corner ; ; -sqrt(2) ; sqrt(2)
acosh(1+x^4) ; 0 ; slope ; 0 ; 0 ; 0
acos(1-abs(x)) ; 0 ; cusp ; ; -inf ; inf
asin(2*x/(1+x^2)) ; 1 ; corner ; ; 1 ; -1
acos((1-x^2)/(1+x^2)) ; 0 ; corner ; ; -2 ; 2
asin(x/sqrt(1+x^2)) ; 0 ; slope ; 1 ; 1 ; 1
asech(1/cosh(x)) ; 0 ; corner ; ; -1 ; 1
sqrt(x) ; 0 ; end ; ; ; inf
-sqrt(x) ; 0 ; end ; ; ; -inf
sqrt(x) ; -1 ; domain ; ; ;
sqrt(x)^2 ; 0 ; end ; ; ; 1
sqrt(x)^3 ; 0 ; end ; ; ; 0
x*sqrt(x) ; 0 ; end ; ; ; 0
sqrt(x)*sin(x) ; 0 ; end ; ; ; 0
x+sqrt(x) ; 0 ; end ; ; ; inf
cos(sqrt(x)) ; 0 ; end ; ; ; -1/2
sin(sqrt(x)) ; 0 ; end ; ; ; inf
sin(sqrt(x))^2 ; 0 ; end ; ; ; 1
exp(-sqrt(x)) ; 0 ; end ; ; ; -inf
sqrt(1-x) ; 1 ; end ; ; -inf ;
sqrt(1-x^2) ; 1 ; end ; ; -inf ;
sqrt(1-x^2) ; -1 ; end ; ; ; inf
sqrt(sin(x)) ; 0 ; end ; ; ; inf
sqrt(sin(x)) ; pi ; end ; ; -inf ;
sqrt(x^3) ; 0 ; end ; ; ; 0
sqrt(x-sin(x)) ; 0 ; end ; ; ; 0
sqrt(ln(x)) ; 1 ; end ; ; ; inf
sqrt(sqrt(x)) ; 0 ; end ; ; ; inf
sqrt(x)+sqrt(1-x) ; 1 ; end ; ; -inf ;
x^0.5 ; 0 ; end ; ; ; inf
x^1.5 ; 0 ; end ; ; ; 0
x^1.5 ; -1 ; domain ; ; ;
(1-x)^1.5 ; 1 ; end ; ; 0 ;
x^pi ; 0 ; end ; ; ; 0
x^pi ; -1 ; domain ; ; ;
x^sqrt(2) ; 0 ; end ; ; ; 0
x^(pi-3) ; 0 ; end ; ; ; inf
asin(x) ; 1 ; end ; ; inf ;
asin(x) ; -1 ; end ; ; ; inf
acos(x) ; 1 ; end ; ; -inf ;
acos(x) ; -1 ; end ; ; ; -inf
asin(x)^2 ; 1 ; end ; ; inf ;
acos(x)^2 ; 1 ; end ; ; -2 ;
acos(x)*sqrt(1-x^2) ; 1 ; end ; ; -2 ;
asin(x^2) ; 1 ; end ; ; inf ;
asin(x) ; 2 ; domain ; ; ;
acosh(x) ; 1 ; end ; ; ; inf
acosh(x)^2 ; 1 ; end ; ; ; 2
acosh(x) ; 0 ; domain ; ; ;
asech(x) ; 1 ; end ; ; -inf ;
asech(x) ; 2 ; domain ; ; ;
asech(x) ; 0 ; pole|domain ; ; ;
asec(x) ; 1 ; end ; ; ; inf
asec(x) ; -1 ; end ; ; inf ;
acsc(x) ; 1 ; end ; ; ; -inf
acsc(x) ; -1 ; end ; ; -inf ;
asec(x) ; 0.5 ; domain ; ; ;
acsc(x) ; 0 ; domain|pole ; ; ;
atanh(x) ; 1 ; pole|domain ; ; ;
atanh(x) ; -1 ; pole|domain ; ; ;
atanh(x) ; 3 ; domain ; ; ;
acoth(x) ; 1 ; pole|domain ; ; ;
acoth(x) ; 0 ; domain|pole ; ; ;
acoth(x) ; 0.5 ; domain ; ; ;
acsch(x) ; 0 ; pole|domain ; ; ;
acot(x) ; 0 ; slope ; -1 ; -1 ; -1
1/x ; 0 ; pole ; ; ;
1/x^2 ; 0 ; pole ; ; ;
1/(x-2) ; 2 ; pole ; ; ;
1/(x^2-2) ; sqrt(2) ; pole ; ; ;
1/abs(x) ; 0 ; pole ; ; ;
1/sin(x) ; pi ; pole ; ; ;
x/(x-1)^2 ; 1 ; pole ; ; ;
x^(-1) ; 0 ; pole ; ; ;
x^(-1/3) ; 0 ; pole ; ; ;
x^(-1.5) ; 0 ; pole|domain|end ; ; ;
1/sqrt(x) ; 0 ; pole|domain|end ; ; ;
cos(x)/x ; 0 ; pole ; ; ;
ln(x) ; 0 ; pole|domain|end ; ; ;
ln(x) ; -1 ; domain ; ; ;
ln(abs(x)) ; 0 ; pole|domain ; ; ;
ln(x^2) ; 0 ; pole|domain ; ; ;
ln(x^2) ; -1 ; slope ; -2 ; -2 ; -2
2*ln(x) ; -1 ; domain ; ; ;
ln(x-5) ; 5 ; pole|domain|end ; ; ;
ln(x-5) ; 3 ; domain ; ; ;
ln(cos(x)) ; pi/2 ; pole|domain|end ; ; ;
ln(sin(x)) ; 0 ; pole|domain|end ; ; ;
ln(ln(x)) ; 1 ; pole|domain|end ; ; ;
ln(ln(x)) ; 0.5 ; domain ; ; ;
log10(x) ; 0 ; pole|domain|end ; ; ;
log2(x) ; -4 ; domain ; ; ;
log(2, x) ; 1 ; pole|domain ; ; ;
log(x, 1) ; 2 ; domain|pole ; ; ;
tan(x) ; pi/2 ; pole ; ; ;
tan(x) ; -3*pi/2 ; pole ; ; ;
tan(x)^2 ; pi/2 ; pole ; ; ;
sec(x) ; pi/2 ; pole ; ; ;
csc(x) ; 0 ; pole ; ; ;
csc(x) ; pi ; pole ; ; ;
cot(x) ; 0 ; pole ; ; ;
cot(x) ; pi/2 ; slope ; -1 ; -1 ; -1
coth(x) ; 0 ; pole ; ; ;
csch(x) ; 0 ; pole ; ; ;
gamma(x) ; 0 ; pole|domain ; ; ;
gamma(x) ; -1 ; pole|domain ; ; ;
gamma(x) ; -2 ; pole|domain ; ; ;
x! ; -1 ; pole|domain ; ; ;
sin(x)/x ; 0 ; hole ; 1 ; ;
(1-cos(x))/x^2 ; 0 ; hole ; 1/2 ; ;
(exp(x)-1)/x ; 0 ; hole ; 1 ; ;
tan(x)/x ; 0 ; hole ; 1 ; ;
(x^2-1)/(x-1) ; 1 ; hole ; 2 ; ;
(x^3-8)/(x-2) ; 2 ; hole ; 12 ; ;
x/x ; 0 ; hole ; 1 ; ;
x^2/x ; 0 ; hole ; 0 ; ;
0/x ; 0 ; hole ; 0 ; ;
x*(1/x) ; 0 ; hole|pole|domain ; 1 ; ;
1/(1/x) ; 0 ; hole|pole|domain ; 0 ; ;
x^2*sin(1/x) ; 0 ; hole|domain|pole ; 0 ; ;
x*sin(1/x) ; 0 ; hole|domain|pole ; 0 ; ;
exp(-1/x^2) ; 0 ; hole|domain|pole ; 0 ; ;
ln(x)/(x-1) ; 1 ; hole ; 1 ; ;
(sqrt(x)-2)/(x-4) ; 4 ; hole ; 1/4 ; ;
x/tan(x) ; 0 ; hole ; 1 ; ;
tan(x)*cos(x) ; pi/2 ; hole|pole|domain ; 1 ; ;
1/gamma(x) ; 0 ; hole|pole|domain ; 0 ; ;
abs(x)/x*x ; 0 ; hole|domain|jump ; 0 ; ;
x*ln(abs(x)) ; 0 ; hole|domain|pole ; 0 ; ;
abs(x)/x ; 0 ; jump|domain|pole ; ; ;
sin(x)/abs(x) ; 0 ; jump|domain|pole ; ; ;
atan(1/x) ; 0 ; jump|pole|domain ; ; ;
tanh(1/x) ; 0 ; jump|pole|domain ; ; ;
1/(1+exp(1/x)) ; 0 ; jump|pole|domain ; ; ;
exp(-1/x) ; 0 ; domain|pole ; ; ;
exp(1/x) ; 0 ; domain|pole ; ; ;
sin(1/x) ; 0 ; domain|pole ; ; ;
cos(1/x^2) ; 0 ; domain|pole ; ; ;
x^x ; 0 ; domain|hole|end ; ; ;
x^x ; -1.5 ; domain ; ; ;
x*ln(x) ; 0 ; domain|hole|end|pole ; ; ;
0*ln(x) ; -1 ; domain ; ; ;
ln(x)-ln(x) ; -2 ; domain ; ; ;
sqrt(-x^2) ; 0 ; domain|end ; ; ;
sqrt(x)+sqrt(-x) ; 0 ; domain|end ; ; ;
sqrt(x-3) ; 2 ; domain ; ; ;
sqrt(cos(x)) ; pi ; domain ; ; ;
sqrt(x)/sqrt(x) ; 0 ; domain|hole|end|pole ; ; ;
(-x)^0.5 ; 2 ; domain ; ; ;
log(-1, x) ; 3 ; domain ; ; ;
atan2(x, 0) ; 0 ; domain|jump ; ; ;
abs(x)*y ; x=0,y=3 by x ; corner ; ; -3 ; 3
abs(x)*y ; x=0,y=0 by x ; slope ; 0 ; 0 ; 0
abs(x)*y ; x=0,y=3 by y ; slope ; 0 ; 0 ; 0
sqrt(x^2+y^2) ; x=0,y=0 by x ; corner ; ; -1 ; 1
sqrt(x^2+y^2) ; x=0,y=2 by x ; slope ; 0 ; 0 ; 0
max(x, y) ; x=1,y=1 by x ; corner ; ; 0 ; 1
max(x, y) ; x=1,y=1 by y ; corner ; ; 0 ; 1
min(x, y) ; x=1,y=1 by x ; corner ; ; 1 ; 0
x*y/(x^2+y^2) ; x=0,y=0 by x ; hole|domain|pole ; 0 ; ;
atan2(y, x) ; x=-1,y=0 by y ; jump ; ; ;
atan2(y, x) ; x=-1,y=0 by x ; slope ; 0 ; 0 ; 0
x^y ; x=0,y=1.5 by x ; end ; ; ; 0
floor(x)*y ; x=2,y=0 by x ; slope ; 0 ; 0 ; 0
x/(1+sin(1/x)) ; 0 ; domain ; ; ;
x/(sin(1/x)-1) ; 0 ; domain ; ; ;
x/(sin(1/x)-2) ; 0 ; hole ; 0 ; ;
x/(2+sqrt(sin(1/x))) ; 0 ; domain ; ; ;
x*floor(sin(1/x)) ; 0 ; hole ; 0 ; ;
(x-1)/(sin(1/(x-1))+2*x) ; 1 ; hole ; 0 ; ;
lambertw(1/x^2)+exp(1/x^2) ; 0 ; pole ; ; ;
atan(lambertw(1/x^2)-exp(1/x^2)) ; 0 ; hole|domain ; -pi/2 ; ;
tanh(-2*lambertw(1/x^2)) ; 0 ; hole ; -1 ; ;
atan(cos(x)*lambertw(1/x^2)/x^2) ; 0 ; hole ; pi/2 ; ;
atan(cbrt(-exp(1/x^2))) ; 0 ; hole ; -pi/2 ; ;
atan((-exp(1/x^2))^(2/3)) ; 0 ; hole ; pi/2 ; ;
(1-tanh(lambertw(1/x^2)))/x^5 ; 0 ; pole|domain ; ; ;
atan2(relu(x), relu(x)) ; 0 ; domain ; ; ;
(1/(ln(abs(x))/x+1)-x/ln(abs(x)))*ln(abs(x))^2/x^2 ; 0 ; hole ; -1 ; ;
(ln(1+x)-x+x^2/2)/x^3 ; 0 ; hole ; 1/3 ; ;
(digamma(1/4)-digamma(1)+pi/2+3*ln(2))/x+5 ; 0 ; hole|domain ; 5 ; ;
(abs(x)^sqrt(2)*abs(x)^sqrt(3)-abs(x)^(sqrt(2)+sqrt(3)))/x^6 ; 0 ; hole|domain ; 0 ; ;
abs(x)^(1/10^20) ; 0 ; cusp ; ; -inf ; inf
2*(sqrt(2)+sqrt(3)+ln(5)+sin(7)+exp(2)+cos(3)+atan(5)+ln(7)+sin(11))*x+3*(sqrt(2)+sqrt(3)+ln(5)+sin(7)+exp(2)+cos(3)+atan(5)+ln(7)+sin(11))*x+abs(x) ; 0 ; corner ; ; 5*(sqrt(2)+sqrt(3)+ln(5)+sin(7)+exp(2)+cos(3)+atan(5)+ln(7)+sin(11))-1 ; 5*(sqrt(2)+sqrt(3)+ln(5)+sin(7)+exp(2)+cos(3)+atan(5)+ln(7)+sin(11))+1
(1+x+(sqrt(2)+sqrt(3)+ln(5)+sin(7)+exp(2)+cos(3)+atan(5)+ln(7)+sin(11))*x^2)*(1+x-x^2)+abs(x) ; 0 ; corner ; ; 1 ; 3
floor(x)*y ; x=2,y=1 by x ; jump ; ; ;
sqrt(x*y) ; x=0,y=0 by x ; slope ; 0 ; 0 ; 0
sqrt(x*y) ; x=0,y=1 by x ; end ; ; ; inf
abs(x-y) ; x=3,y=3 by y ; corner ; ; -1 ; 1
"""

STEPS = mpmath.mpf(10) ** -12, mpmath.mpf(10) ** -20
TINY_STEPS = mpmath.mpf(10) ** -60, mpmath.mpf(10) ** -70  # where a kink lies within STEPS of the point
DIGITS = 150
SNAP = mpmath.mpf(10) ** -125


def cell(text):
    return text or "-"


def value_of(text):
    return None if not text else mpmath.mpf(text) if text in ("inf", "-inf") else number(read(text), {})


def check(text, point, wrt, verdict, value, left, right):
    tree = read(text)

    def f(shift, snap=None):
        try:
            return number(tree, {**point, wrt: point[wrt] + shift}, snap)
        except (Outside, ZeroDivisionError):
            return None

    close = min(abs(point[wrt] - kink) for kink in (0, 1))
    wide, narrow = TINY_STEPS if 0 < close < 1e-15 else STEPS
    here = f(mpmath.mpf(0), SNAP)
    name = verdict.split("|")[0]
    undefined = name in ("pole", "hole", "domain")
    if name == "jump" and "domain" in verdict:
        undefined = True
    assert (here is None) == undefined or text in ISOLATED, f"value {here}"
    sides = {side: (f(side * wide), f(side * narrow)) for side in (-1, 1)}
    if name in ("slope", "corner", "vertical", "cusp", "end"):
        for side, stated in ((-1, left), (1, right)):
            far, near = sides[side]
            if not stated:
                assert far is None and near is None, "the other side is defined"
                continue
            first, second = (far - here) / (side * wide), (near - here) / (side * narrow)
            stated = value_of(stated)
            if mpmath.isinf(stated):
                assert second / first > 1.5 and (second > 0) == (stated > 0), (first, second)
            else:
                # abs(x)^1.1 closes in as step^0.1, which is why the second bound is a ratio.
                error, before = abs(second - stated), abs(first - stated)
                assert error < 1e-4 or error < before / 5, (first, second, stated)
        ends = [value_of(s) for s in (left, right)]
        if name == "slope":
            assert ends[0] == ends[1] == value_of(value)
        if name == "corner":
            assert ends[0] != ends[1] and not all(map(mpmath.isinf, ends))
        if name in ("vertical", "cusp"):
            assert all(map(mpmath.isinf, ends)) and (ends[0] == ends[1]) == (name == "vertical")
        return
    near = [sides[s][1] for s in (-1, 1) if sides[s][1] is not None]
    far = [sides[s][0] for s in (-1, 1) if sides[s][0] is not None]
    if name == "jump":
        goal = here if here is not None else near[0]
        assert any(abs(v - goal) > 0.1 for v in near)
        assert all(abs(u - v) < 1e-6 for u, v in zip(near, far)), "no limits"
    if name == "pole":
        assert any(abs(u) > 1.2 * abs(v) and abs(u) > 10 for u, v in zip(near, far)), (near, far)
    if name == "hole":
        assert len(near) == 2 and all(abs(v - value_of(value)) < 1e-6 for v in near), near


# Defined at one single point: no side to speak of.
ISOLATED = ("sqrt(-x^2)", "sqrt(x)+sqrt(-x)")


def main():
    print(f"# Where a slope exists and where not. Made by existence.py, checked with mpmath {mpmath.__version__}.")
    print("# verdict: slope, corner, vertical, cusp, jump, end, pole, hole, domain (existence.py defines them);")
    print("# after | other names that would do. value: the slope, or the limit that would fill a hole.")
    print("# left, right: one-sided slopes, inf and -inf included; '-': none or not stated.")
    print("expression\tpoint\twrt\tverdict\tvalue\tleft\tright")
    mpmath.mp.dps = DIGITS
    count, bad = 0, 0
    for line in TABLE.strip().splitlines():
        text, where, verdict, value, left, right = (part.strip() for part in line.split(";"))
        if " by " in where:
            where, wrt = where.split(" by ")
        else:
            wrt, = variables(read(text))
            where = f"{wrt}={where}"
        point = {n: number(read(v), {}) for n, v in (p.split("=") for p in where.split(","))}
        try:
            check(text, point, wrt, verdict, value, left, right)
        except Exception as error:
            bad += 1
            print(f"{text} at {where}: {verdict}: {error!r}", file=sys.stderr)
        count += 1
        print("\t".join((text, where, wrt, verdict, cell(value), cell(left), cell(right))))
    if bad:
        sys.exit(f"{bad} of {count} rows do not hold")
    print(f"{count} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
