rows = []
print("{{ env.NOT_A_VARIABLE }}")
