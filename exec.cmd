@rem Windows has no exec: the scripts of package.json begin with it so that npm hands its signals on elsewhere.
@%*
