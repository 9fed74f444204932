"""How actors stand to each other, where the text says so: war, hostility, alliance, mediation."""
