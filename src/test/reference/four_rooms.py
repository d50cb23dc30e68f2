"""Four rooms of 11 x 11 cells, with and without a point of interest. Run: python four_rooms.py (three minutes)

The games EXPLORATION and FOUR_ROOMS of rooms.py; the limit without a point of interest is the uniform law.
"""
import numpy as np

from crowds import exploitability, run
from rooms import EXPLORATION, FOUR, FOUR_ROOMS

if __name__ == "__main__":
    for k, (mu, logpi) in enumerate(run(EXPLORATION, 0.3, 200), 1):
        if k in (1, 20, 50, 100, 200):
            print("exploration, k %d: distance %.6g phi_0 %.6g" % (
                k, np.linalg.norm(mu - 1 / 104), exploitability(EXPLORATION, logpi, mu)))
    cells = [(r, c) for r in range(11) for c in range(11) if (r, c) not in FOUR]
    quarter = np.array([4 if 5 in cell else 2 * (cell[0] > 5) + (cell[1] > 5) for cell in cells])
    for eta, beta, steps, asked in ((0.3, 0.05, 1000, (100, 200)), (0.05, 0.02, 2500, (300, 400))):
        laws = [mu for mu, _ in run(FOUR_ROOMS, eta, steps, beta)]
        star = laws[-1]
        print("eta %g: target %.6f masses of the rooms" % (eta, star[-1]), np.round(np.bincount(quarter, star)[:4], 4),
              "of the doors %.4f" % star[quarter == 4].sum(),
              *["distance at k = %d: %.4g" % (k, np.linalg.norm(laws[k - 1] - star)) for k in asked])
