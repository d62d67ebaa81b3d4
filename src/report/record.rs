//! Records: what a command found, as plain data whose fields are the keys of its JSON.
//!
//! `record!` declares such a struct. The doc comment of a field is what `deriv help json` says of
//! its key, and the type of the field is the type that is told there, so the page can't drift from
//! what is written. Types of fields:
//!
//! | type | in JSON |
//! |---|---|
//! | a [`Datum`]: text, whole numbers, `bool`, [`Digits`], lists, other records | K |
//! | [`Figure`](super::figure::Figure), also optional, [`ByName`] or [`Each`] | K and `K_exact` |
//! | `Option<T>` | K, null where there is none |
//! | [`Maybe<T>`] | K only where there is one |
//! | [`Flat<T>`] | the keys of the record T in place of K |
//! | [`Aside<T>`] | nothing: it is for views in words |

use crate::number::decimal::Decimal;
use crate::number::rational::Rational;
use crate::slope::DIGITS;
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A key of an object: its path, its type, what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonKey {
    /// `slope`, or `rows[].eps` for what is inside.
    pub path: String,
    /// Its type in words, as `deriv help json` explains them.
    pub shape: String,
    /// What it says.
    pub says: String,
    /// Whether it is there in every object.
    pub always: bool,
}

/// What fills a whole object, or a part of one.
pub trait Record {
    /// Its keys, in order; `path` stands before each.
    fn keys(path: &str, keys: &mut Vec<JsonKey>);

    /// Adds its keys to an object.
    ///
    /// # Errors
    /// Those of the object.
    fn put<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error>;
}

/// What stands beside a name: one key, two of them or none.
pub trait RecordField {
    /// The keys that it makes of its name.
    fn keys(path: &str, says: &str, keys: &mut Vec<JsonKey>);

    /// Adds them to an object.
    ///
    /// # Errors
    /// Those of the object.
    fn put<M: SerializeMap>(&self, name: &str, object: &mut M) -> Result<(), M::Error>;
}

/// A value that stands beside its key as it is.
pub trait Datum: Serialize {
    /// Its type in words.
    fn shape() -> String;

    /// The keys inside it, where it has some.
    fn inside(_path: &str, _keys: &mut Vec<JsonKey>) {}
}

impl<T: Datum> RecordField for T {
    fn keys(path: &str, says: &str, keys: &mut Vec<JsonKey>) {
        keys.push(JsonKey {
            path: path.to_owned(),
            shape: T::shape(),
            says: says.to_owned(),
            always: true,
        });
        T::inside(path, keys);
    }

    fn put<M: SerializeMap>(&self, name: &str, object: &mut M) -> Result<(), M::Error> {
        object.serialize_entry(name, self)
    }
}

/// Declares a record: a struct whose fields are keys. Doc comments are what help says of them.
macro_rules! record {
    (
        $(#[doc = $about:literal])*
        pub struct $name:ident {
            $($(#[doc = $says:literal])+ pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = $says])+ pub $field: $type,)*
        }

        impl $crate::report::record::Record for $name {
            fn keys(path: &str, keys: &mut Vec<$crate::report::record::JsonKey>) {
                $(
                    let name = format!("{path}{}", stringify!($field));
                    let says = [$($says.trim()),+].join(" ");
                    <$type as $crate::report::record::RecordField>::keys(&name, &says, keys);
                )*
            }

            fn put<M: serde_core::ser::SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
                $($crate::report::record::RecordField::put(&self.$field, stringify!($field), object)?;)*
                Ok(())
            }
        }

        impl serde_core::ser::Serialize for $name {
            fn serialize<S: serde_core::ser::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                let mut object = serde_core::ser::Serializer::serialize_map(out, None)?;
                $crate::report::record::Record::put(self, &mut object)?;
                serde_core::ser::SerializeMap::end(object)
            }
        }

        impl $crate::report::record::Datum for $name {
            fn shape() -> String {
                "object".to_owned()
            }

            fn inside(path: &str, keys: &mut Vec<$crate::report::record::JsonKey>) {
                <$name as $crate::report::record::Record>::keys(&format!("{path}."), keys);
            }
        }
    };
}
pub(crate) use record;

/// Types that stand for themselves, with their words.
macro_rules! plain {
    ($($type:ty: $words:literal;)*) => {
        $(impl Datum for $type {
            fn shape() -> String {
                $words.to_owned()
            }
        })*
    };
}

plain! {
    String: "text";
    &'static str: "text";
    bool: "true or false";
    u32: "whole number";
    u64: "whole number";
    usize: "whole number";
}

/// Kinds of things that are told by a word, with every one of them.
macro_rules! words {
    ($($type:ty: $all:expr;)*) => {
        $(
            impl serde_core::ser::Serialize for $type {
                fn serialize<S: serde_core::ser::Serializer>(
                    &self,
                    out: S,
                ) -> Result<S::Ok, S::Error> {
                    out.serialize_str(self.word())
                }
            }

            impl $crate::report::record::Datum for $type {
                fn shape() -> String {
                    let words: Vec<&str> = $all.iter().map(|each| each.word()).collect();
                    format!("one of {}", words.join("/"))
                }
            }
        )*
    };
}
pub(crate) use words;

/// A number to the digits that are shown, as a JSON number. Its text is the number's own, which may
/// be past the range of doubles.
#[derive(Clone, Debug, PartialEq)]
pub struct Digits(pub Decimal);

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        super::numbers::digits(&self.0).serialize(out)
    }
}

impl Datum for Digits {
    fn shape() -> String {
        "number".to_owned()
    }
}

impl<T: Datum> Datum for Option<T> {
    fn shape() -> String {
        format!("{} or null", T::shape())
    }

    fn inside(path: &str, keys: &mut Vec<JsonKey>) {
        T::inside(path, keys);
    }
}

impl<T: Datum> Datum for Vec<T> {
    fn shape() -> String {
        format!("list of {}", T::shape())
    }

    fn inside(path: &str, keys: &mut Vec<JsonKey>) {
        T::inside(&format!("{path}[]"), keys);
    }
}

/// Values by name, in order: an object whose keys are the names.
#[derive(Clone, Debug, PartialEq)]
pub struct ByName<T>(pub Vec<(String, T)>);

impl<T: Serialize> Serialize for ByName<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<T: Datum> Datum for ByName<T> {
    fn shape() -> String {
        format!("{}, by name", T::shape())
    }
}

/// One value where one variable is asked about, else one for each, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Each<T> {
    /// The values with the names of the variables; at least one.
    pub all: Vec<(String, T)>,
    /// Whether the only value is meant by itself, without its name.
    pub single: bool,
}

impl<T> Each<T> {
    /// Something of each value.
    pub fn map<U>(&self, of: impl Fn(&T) -> U) -> Each<U> {
        let all = self.all.iter();
        Each {
            all: all.map(|(name, value)| (name.clone(), of(value))).collect(),
            single: self.single,
        }
    }

    /// The values without their names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.all.iter().map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for Each<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match &self.all[..] {
            [(_, only)] if self.single => only.serialize(out),
            several => out.collect_map(several.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl<T: Datum> Datum for Each<T> {
    fn shape() -> String {
        format!("{}, or by name", T::shape())
    }
}

/// A key that is there only where it has a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Maybe<T>(pub Option<T>);

impl<T: RecordField> RecordField for Maybe<T> {
    fn keys(path: &str, says: &str, keys: &mut Vec<JsonKey>) {
        let from = keys.len();
        T::keys(path, says, keys);
        // What is inside is there whenever the whole is.
        let inside = |key: &JsonKey| key.path[path.len()..].starts_with(['.', '[']);
        for key in keys[from..].iter_mut().filter(|key| !inside(key)) {
            key.always = false;
        }
    }

    fn put<M: SerializeMap>(&self, name: &str, object: &mut M) -> Result<(), M::Error> {
        match &self.0 {
            Some(value) => value.put(name, object),
            None => Ok(()),
        }
    }
}

/// The keys of another record among those of this one.
#[derive(Clone, Debug)]
pub struct Flat<T>(pub T);

impl<T: Record> RecordField for Flat<T> {
    fn keys(path: &str, _says: &str, keys: &mut Vec<JsonKey>) {
        let around = path.rfind('.').map_or(0, |at| at + 1);
        T::keys(&path[..around], keys);
    }

    fn put<M: SerializeMap>(&self, _name: &str, object: &mut M) -> Result<(), M::Error> {
        self.0.put(object)
    }
}

/// A value that stands in several places and is kept once.
#[derive(Clone, Debug)]
pub struct Shared<T>(pub Arc<T>);

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(out)
    }
}

impl<T: Datum> Datum for Shared<T> {
    fn shape() -> String {
        T::shape()
    }

    fn inside(path: &str, keys: &mut Vec<JsonKey>) {
        T::inside(path, keys);
    }
}

/// A figure that was computed in doubles; 15 digits of it are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DoubleFigure(pub f64);

impl Serialize for DoubleFigure {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let number = Rational::from_f64(self.0);
        let digits = number.map(|n| Digits(Decimal::exact_or_rounded(&n, DIGITS)));
        digits.serialize(out)
    }
}

impl Datum for DoubleFigure {
    fn shape() -> String {
        "number".to_owned()
    }
}

/// What views in words say beside the keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aside<T>(pub T);

impl<T> RecordField for Aside<T> {
    fn keys(_path: &str, _says: &str, _keys: &mut Vec<JsonKey>) {}

    fn put<M: SerializeMap>(&self, _name: &str, _object: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<T> Deref for Aside<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Aside<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
