print("zonesweep")
