// The loops of AC-SMFG, one by one and ADAGE in plain C, to compare speeds with: plain tables, doubles, exp and log of libm,
// xoshiro256+. Milliseconds of processor time for a million iterations (AC-SMFG) or samples (the other two), run by run.
//   for G in MARKET SHOP PRICING; do gcc -O2 -DGAME=$G src/bench/c/ac-smfg.c -o /tmp/$G -lm && /tmp/$G 10; done
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MARKET 1
#define SHOP 2
#define PRICING 3

// ------------------------------------------------------------------------------------------------- the three economies
#if GAME == MARKET
enum { S = 3, A = 2, B = 3, Z = 3, O = 3 };
static const double tau = .5;
#elif GAME == SHOP
enum { S = 5, A = 3, B = 5, Z = 5, O = 1 };
static const double tau = .2;
#else
enum { S = 6, A = 9, B = 4, Z = 18, O = 1 };
static const double tau = .3;
#endif
static const double discount = .9;
static double P[S][A][B][S], rho[S], mu[Z];
static double theta[S][A], omega[O][B], pi[S][A], phi[O][B], logsum[S], vf[S], vl[S];
static int observed(int s) { return O == 1 ? 0 : s; }

#if GAME == MARKET
static int atom(int s, int a) { return s; }
static double follower(int s, int a, int b) {
  return (s == 0 ? 0 : 1 - (s == 1 ? 1 : 2) * mu[s]) + (b == 2 * a ? .5 : 0);
}
static double leader(int s, int b) { return (s == 2 ? 2 * (1 + .2 * mu[2]) : 0) - (b == 1 ? 0 : .15); }
static void model(void) { rho[0] = 1; }
#elif GAME == SHOP
static int distance[S][S];
static double weight[S];
static int atom(int s, int a) { return s; }
static double follower(int s, int a, int b) {
  return -(distance[s][b] + distance[s][1]) / 2.0 - (a == 1 ? 0 : .1) - .5 * mu[s];
}
static double leader(int s, int b) {
  double sum = 0;
  for (int x = 0; x < S; x++) sum += mu[x] * weight[distance[x][b]];
  return sum - .05 * distance[b][3];
}
static void model(void) {
  for (int s = 0; s < S; s++) {
    rho[s] = 1.0 / S;
    weight[s] = exp(-s / .5);
    for (int t = 0; t < S; t++) {
      int d = abs(s - t);
      distance[s][t] = d < S - d ? d : S - d;
    }
    for (int a = 0; a < A; a++)
      for (int b = 0; b < B; b++)
        for (int e = -1; e < 2; e++) P[s][a][b][(s + a - 1 + e + S) % S] += e ? .1 : .8;
  }
}
#else
static int atom(int s, int a) { return 3 * s + a / 3; }
static double price(int b) {
  double sale = 0;
  for (int z = 0; z < Z; z += 3) sale += mu[z + 1] + 2 * mu[z + 2];
  return (b + 1) / (sale + 1);
}
static double follower(int s, int a, int b) {
  int q = a / 3, h = a % 3;
  return (price(b) - .2) * q - .1 * q * q - .1 * h - .6 * (q > s ? q - s : 0) - .02 * s;
}
static double leader(int s, int b) {
  double miss = price(b) - 1;
  return -miss * miss - .02 * b;
}
static void model(void) {
  for (int s = 0; s < S; s++) {
    rho[s] = 1.0 / S;
    for (int a = 0; a < A; a++)
      for (int b = 0; b < B; b++) {
        int q = a / 3, left = s - (q < s ? q : s), full = left + a % 3;
        P[s][a][b][full < S ? full : S - 1] += .8;
        P[s][a][b][left] += .2;
      }
  }
}
#endif

// ------------------------------------------------------------------------------------------------------ random numbers
static uint64_t state[4];
static uint64_t next(void) {
  uint64_t r = state[0] + state[3], t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = state[3] << 45 | state[3] >> 19;
  return r;
}
static double uniform(void) { return (next() >> 11) * 0x1p-53; }
static int draw(const double *p, int n) {
  double r = uniform();
  int i = 0;
  while (i < n - 1 && (r -= p[i]) >= 0) i++;
  return i;
}
static int move(int s, int a, int b) {
#if GAME == MARKET
  double fill = b == 2 * a ? .9 : b == 1 ? .6 : .2;
  return uniform() < fill * (1 - .2 * mu[1 + a]) ? 1 + a : 0;
#else
  return draw(P[s][a][b], S);
#endif
}

// ------------------------------------------------------------------------------------------------------- actors, critics
static double softmax(const double *l, double *p, int n) {
  double m = l[0], sum = 0;
  for (int i = 1; i < n; i++)
    if (l[i] > m) m = l[i];
  for (int i = 0; i < n; i++) sum += p[i] = exp(l[i] - m);
  for (int i = 0; i < n; i++) p[i] *= 1 / sum;
  return m + log(sum);
}
static void refresh(int s) { logsum[s] = softmax(theta[s], pi[s], A); }
static void refreshLeader(int o) { softmax(omega[o], phi[o], B); }
static double followerError(int s, int a, int b, int to) {
  return follower(s, a, b) - tau * (theta[s][a] - logsum[s]) + discount * vf[to] - vf[s];
}
static double leaderError(int s, int b, int to) { return leader(s, b) + discount * vl[to] - vl[s]; }
static void ascend(double *l, const double *p, int n, int taken, double step) {
  for (int i = 0; i < n; i++) l[i] += step * ((i == taken) - p[i]);
}
static void track(int z, double step) {
  for (int i = 0; i < Z; i++) mu[i] *= 1 - step;
  mu[z] += step;
}
static int restart(int s) { return uniform() < discount ? s : draw(rho, S); }
static void begin(int seed) {
  uint64_t z = seed;
  for (int i = 0; i < 4; i++) {
    z += 0x9E3779B97F4A7C15u;
    uint64_t q = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    q = (q ^ q >> 27) * 0x94D049BB133111EBu;
    state[i] = q ^ q >> 31;
  }
  memset(theta, 0, sizeof theta);
  memset(omega, 0, sizeof omega);
  memset(vf, 0, sizeof vf);
  memset(vl, 0, sizeof vl);
  for (int i = 0; i < Z; i++) mu[i] = 1.0 / Z;
  for (int s = 0; s < S; s++) refresh(s);
  for (int o = 0; o < O; o++) refreshLeader(o);
}

// ----------------------------------------------------------------------------------------------------------- the methods
static void acSmfg(long iterations) {
  int s = draw(rho, S), still = draw(rho, S);
  for (long k = 0; k < iterations; k++) {
    double h = 1 / sqrt(k + 1.), half = .5 * h;
    int a = draw(pi[s], A), o = observed(s), b = draw(phi[o], B), to = move(s, a, b);
    int a2 = draw(pi[still], A), b2 = draw(phi[observed(still)], B), to2 = move(still, a2, b2);
    double df = followerError(s, a, b, to), dl = leaderError(s, b, to);
    ascend(theta[s], pi[s], A, a, h * df);
    ascend(omega[o], phi[o], B, b, half * dl);
    track(atom(still, a2), half);
    vf[s] += h * df;
    vl[s] += h * dl;
    refresh(s);
    refreshLeader(o);
    still = to2;
    s = restart(to);
  }
}
static void oneByOne(long turn) { // one turn of each, 3 turn samples
  int s = draw(rho, S), still = draw(rho, S);
  for (long j = 0; j < turn; j++) {
    double h = 1 / sqrt(j + 1.);
    int a = draw(pi[s], A), b = draw(phi[observed(s)], B), to = move(s, a, b);
    int a2 = draw(pi[still], A), b2 = draw(phi[observed(still)], B), to2 = move(still, a2, b2);
    double df = followerError(s, a, b, to);
    ascend(theta[s], pi[s], A, a, h * df);
    track(atom(still, a2), .5 * h);
    vf[s] += h * df;
    refresh(s);
    still = to2;
    s = restart(to);
  }
  for (long j = 0; j < turn; j++) {
    double h = 1 / sqrt(j + 1.);
    int a = draw(pi[s], A), o = observed(s), b = draw(phi[o], B), to = move(s, a, b);
    double dl = leaderError(s, b, to);
    ascend(omega[o], phi[o], B, b, .5 * h * dl);
    vl[s] += h * dl;
    refreshLeader(o);
    s = restart(to);
  }
}
static void adage(long samples) {
  enum { N = 20 };
  int s[N], a[N], b[N];
  double df[N], dl[N];
  for (int j = 0; j < N; j++) s[j] = draw(rho, S);
  for (long done = 0; done < samples; done += N) {
    int posted = O == 1 ? draw(phi[0], B) : 0, from[N];
    memset(mu, 0, sizeof mu);
    for (int j = 0; j < N; j++) {
      from[j] = s[j];
      a[j] = draw(pi[s[j]], A);
      b[j] = O == 1 ? posted : draw(phi[s[j]], B);
      mu[atom(s[j], a[j])] += 1.0 / N;
    }
    for (int j = 0; j < N; j++) {
      s[j] = move(from[j], a[j], b[j]);
      df[j] = followerError(from[j], a[j], b[j], s[j]);
      dl[j] = leaderError(from[j], b[j], s[j]);
    }
    for (int j = 0; j < N; j++) {
      int f = from[j], o = observed(f);
      ascend(theta[f], pi[f], A, a[j], .1 / N * df[j]);
      ascend(omega[o], phi[o], B, b[j], .1 / N * dl[j]);
      vf[f] += .1 / N * df[j];
      vl[f] += .1 / N * dl[j];
    }
    for (int f = 0; f < S; f++) refresh(f);
    for (int o = 0; o < O; o++) refreshLeader(o);
  }
}

int main(int count, char **args) {
  model();
  for (int run = 0, runs = count > 1 ? atoi(args[1]) : 10; run < runs; run++) {
    double ms[3];
    for (int method = 0; method < 3; method++) {
      begin(1 + run);
      clock_t start = clock();
      if (method == 0) acSmfg(1000000);
      if (method == 1) oneByOne(333333);
      if (method == 2) adage(1000000);
      ms[method] = (clock() - start) * 1e3 / CLOCKS_PER_SEC;
    }
    printf("AC-SMFG %.1f  one by one %.1f  ADAGE %.1f   (check %.4f)\n", ms[0], ms[1], ms[2], phi[0][1] + mu[1] + vl[0]);
  }
}
