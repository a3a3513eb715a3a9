Shell.run()
