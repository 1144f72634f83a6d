from .geography import Commune, CommuneKey, Departement, Intercommunality, Region
from .roles import Role, RoleName
from .territory import Kind, Territory

__all__ = [
    "Commune",
    "CommuneKey",
    "Departement",
    "Intercommunality",
    "Kind",
    "Region",
    "Role",
    "RoleName",
    "Territory",
]
